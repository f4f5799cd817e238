import CNcurses
import Glibc

/// Keeps what is written to standard error away from the screen, and writes it out once the screen is gone.
///
/// Where standard error is not the terminal, it is left alone.
final class StandardErrorHold {
    /// The most that is kept; once there is more, it goes, and what comes after is kept.
    static let bytesMax: off_t = 1 << 20

    /// The terminal's standard error, and the file in memory that stands in for it; −1 where there is none.
    private(set) var terminal: Int32 = -1, memory: Int32 = -1

    /// Holds standard error back from now on.
    init() throws(TerminalError) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        memory = memfd_create("standard error", 1)  // MFD_CLOEXEC
        guard memory >= 0 else { throw .system("keep standard error off the screen", errno: errno) }
        _ = fcntl(memory, F_SETFL, O_APPEND)
        terminal = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
        guard terminal >= 0, dup2(memory, STDERR_FILENO) >= 0 else {
            let number = errno
            close(memory)
            if terminal >= 0 { close(terminal) }
            (terminal, memory) = (-1, -1)
            throw .system("keep standard error off the screen", errno: number)
        }
    }

    /// Keeps what is held within its bound.
    func trim() {
        guard memory >= 0, lseek(memory, 0, SEEK_END) > Self.bytesMax else { return }
        _ = ftruncate(memory, 0)
    }

    /// Gives standard error back, and writes what was held.
    func release() {
        guard memory >= 0 else { return }
        dup2(terminal, STDERR_FILENO)
        copyHeldText(from: memory, to: terminal)
        close(memory)
        close(terminal)
        (terminal, memory) = (-1, -1)
    }
}

/// Copies a whole file to another. Calls nothing that a signal handler may not call.
func copyHeldText(from memory: Int32, to terminal: Int32) {
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
        var offset: off_t = 0
        while true {
            let count = pread(memory, buffer.baseAddress, buffer.count, offset)
            guard count > 0, write(terminal, buffer.baseAddress, count) == count else { return }
            offset += off_t(count)
        }
    }
}
