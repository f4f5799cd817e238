import Glibc

/// A terminal without a window: what is written to `path` comes out of `master`.
struct PseudoTerminal {
    let master: Int32
    let path: String
    private let own: Int32

    init(columns: Int, rows: Int) throws {
        var (master, other): (Int32, Int32) = (-1, -1)
        var name = [CChar](repeating: 0, count: 4096)
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&master, &other, &name, nil, &size) == 0 else {
            throw BenchmarkError("no pseudo-terminal: \(String(cString: strerror(errno)))")
        }
        for end in [master, other] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (self.master, own) = (master, other)
        path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Lets go of our own hold on it, once the program has it open: the terminal ends with that program.
    func handOver() { close(own) }
}
