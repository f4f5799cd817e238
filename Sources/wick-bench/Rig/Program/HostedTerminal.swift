import Glibc
import WickScreen
import WickTerminal

/// wick's terminal on a pseudo-terminal of ours, so that what it writes can be counted.
struct HostedTerminal {
    private let output: CollectedOutput
    private let terminal: Terminal
    /// This program's own standard input and output meanwhile.
    private let kept: (input: Int32, output: Int32)

    init(_ size: Size) throws {
        let pseudo = try PseudoTerminal(columns: size.columns, rows: size.rows)
        let end = open(pseudo.path, O_RDWR | O_NOCTTY)
        guard end >= 0 else { throw BenchmarkError("no pseudo-terminal: \(String(cString: strerror(errno)))") }
        fflush(nil)
        kept = (dup(STDIN_FILENO), dup(STDOUT_FILENO))
        dup2(end, STDIN_FILENO)
        dup2(end, STDOUT_FILENO)
        close(end)
        pseudo.handOver()
        setenv("TERM", "xterm-256color", 1)
        setenv("LANG", "C.UTF-8", 1)
        output = CollectedOutput(reading: pseudo.master)
        terminal = try Terminal(ScreenOptions())
    }

    /// Bytes written so far.
    var bytesWritten: Int { output.count }

    /// What was written from this byte on.
    func written(from start: Int) -> String { output.text(from: start) }

    func show(_ grid: Grid) { terminal.show(grid) }

    /// Waits until all that was shown has come out.
    func settle() {
        var count = -1
        while count != output.count {
            count = output.count
            WallTime.sleep(until: WallTime.now + 20_000_000)
        }
    }

    /// Gives this program its own standard input and output back.
    func end() {
        terminal.end()
        fflush(nil)
        dup2(kept.input, STDIN_FILENO)
        dup2(kept.output, STDOUT_FILENO)
        close(kept.input)
        close(kept.output)
    }
}
