import Glibc
import WickEngine

/// Sends lines to the standard input of a command that it starts, and starts again when it has ended.
///
/// The command has wick's environment, a session of its own, no other descriptors of wick's, and its output leads nowhere.
struct CommandOutlet: SinkOutlet {
    private let words: [String]
    private let keepsErrors: Bool
    private var input: Int32?
    private var process: pid_t?

    /// - Parameters:
    ///   - words: the command and its arguments, at least one.
    ///   - keepsErrors: whether the command's errors go to wick's own standard error, and not nowhere.
    init(words: [String], keepsErrors: Bool) { (self.words, self.keepsErrors) = (words, keepsErrors) }

    var watched: Int32? { input }

    mutating func open(_ patience: SinkPatience) throws(SinkTrouble) {
        guard input == nil else { return }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .failed(String(cString: strerror(errno))) }
        defer { Glibc.close(ends[0]) }
        // Fails for no pipe. No other command of wick's inherits it meanwhile: each closes all but its own.
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
        do throws(SystemError) {
            process = try Spawn.start(words, input: ends[0], keepsErrors: keepsErrors)
        } catch {
            Glibc.close(ends[1])
            throw .failed("cannot be started: \(error)")
        }
        input = ends[1]
    }

    mutating func send(_ batch: inout SinkBatch, _ patience: SinkPatience) throws(SinkTrouble) {
        guard let input else { return }
        try patience.send(&batch, to: input) { Glibc.write(input, $0.baseAddress, $0.count) }
    }

    /// Ends the command's input, which asks it to end. At the program's end it may take its time; before that one that
    /// does not end is made to, lest they pile up.
    mutating func close(_ patience: SinkPatience) -> String? {
        if let input { Glibc.close(input) }
        input = nil
        guard let process else { return nil }
        self.process = nil
        let isFinal = patience.stopTime != nil
        for signal in isFinal ? [0] : [0, SIGTERM, SIGKILL] {
            if signal != 0 { kill(-process, signal) }
            if let end = Self.end(of: process, within: .milliseconds(isFinal ? 200 : 500)) { return end }
        }
        return nil
    }

    /// How the process ended, in words; `nil` if it has not in that time.
    private static func end(of process: pid_t, within patience: Duration) -> String? {
        let deadline = ContinuousClock.now + patience
        var status: Int32 = 0
        while waitpid(process, &status, WNOHANG) == 0 {
            guard ContinuousClock.now < deadline else { return nil }
            usleep(5_000)
        }
        let signal = status & 0x7F
        return signal == 0 ? "it ended with exit code \(status >> 8 & 0xFF)" : "signal \(signal) ended it"
    }
}
