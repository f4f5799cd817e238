import ArgumentParser
import Glibc
import WickMarket

/// The exit codes that README names, after `sysexits.h`.
extension ExitCode {
    /// The command line is wrong, or a file that it names: one to replay cannot be read to its end.
    static let usage = ExitCode(64)
    /// The exchange refuses, or cannot be had.
    static let unavailable = ExitCode(69)
    /// A bug.
    static let bug = ExitCode(70)
    /// Not all that was to be written to standard output could be.
    static let output = ExitCode(74)
    /// The configuration has a mistake.
    static let configuration = ExitCode(78)

    /// Each code with its meaning, for the help and the manual.
    static let meanings: [(code: ExitCode, meaning: String)] = [
        (.success, "a stop that was asked for"), (.usage, "wrong usage, or a damaged file to replay"),
        (.unavailable, "the exchange refuses or cannot be had"), (.bug, "a bug"),
        (.output, "standard output could not be written"),
        (.configuration, "a mistake in the configuration"),
    ]
}

/// Writes lines for people to standard error, whatever is in them without harm to the terminal.
func complain(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).harmless() }
    let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
    // There is nowhere left to report that standard error is gone.
    _ = write(STDERR_FILENO, bytes, bytes.count)
}

/// Shows what was printed so far: output to a pipe or a file is kept back otherwise.
func flushStandardOutput() { fflush(nil) }
