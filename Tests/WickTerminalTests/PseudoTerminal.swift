import Foundation

/// A terminal that a program can be started in, seen from the other end: what it writes, and keys, sizes and hang-ups for it.
final class PseudoTerminal {
    private(set) var output: [UInt8] = []
    private(set) var process: pid_t = 0
    private var master: Int32
    private let slave: String

    /// A terminal of this size.
    init(columns: UInt16 = 80, rows: UInt16 = 24) throws {
        // What posix_openpt, unlockpt and ptsname do on Linux; Swift's Glibc module lacks them.
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (lock, number): (Int32, UInt32) = (0, 0)
        guard master >= 0, ioctl(master, 0x4004_5431, &lock) == 0, ioctl(master, 0x8004_5430, &number) == 0 else {
            throw POSIXError(.ENXIO)
        }
        slave = "/dev/pts/\(number)"
        resize(columns: columns, rows: rows)
    }

    deinit {
        if process > 0 {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        hangUp()
    }

    /// Starts the probe in the terminal, in a session of its own as a login would.
    ///
    /// - Parameter environment: variables put over `TERM` and a UTF-8 locale.
    func start(_ arguments: [String], environment: [String: String] = [:]) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, slave, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The threads that tests run on block signals, and a mask is inherited.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, 0x80 | 0x08)  // POSIX_SPAWN_SETSID, POSIX_SPAWN_SETSIGMASK
        let program = Self.probe.path
        var variables = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"]
        variables.merge(environment) { $1 }
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        var settings = variables.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in words + settings { free(text) } }
        let result = posix_spawn(&process, program, &actions, &attributes, &words, &settings)
        guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: result) ?? .EINVAL) }
    }

    /// The program beside the tests.
    static var probe: URL {
        var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        for _ in 0..<6 {
            let program = folder.appending(path: "WickTerminalProbe")
            if FileManager.default.isExecutableFile(atPath: program.path) { return program }
            folder.deleteLastPathComponent()
        }
        return URL(filePath: "WickTerminalProbe")
    }

    /// What has been written, as text.
    var text: String { String(decoding: output, as: UTF8.self) }

    /// The modes of the terminal.
    var modes: [UInt32] {
        var modes = termios()
        tcgetattr(master, &modes)
        return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
    }

    /// Reads until what was written since `mark` holds a text.
    /// - Returns: whether it came in time.
    func wait(for expected: String, since mark: Int = 0, seconds: Double = 20) -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while !String(decoding: output[min(mark, output.count)...], as: UTF8.self).contains(expected) {
            guard ContinuousClock.now < end, read(within: 200) else { return false }
        }
        return true
    }

    /// Reads to the end of the program.
    /// - Returns: what `waitpid` says; `nil` if it did not end in time.
    func waitForEnd(seconds: Double = 20) -> Int32? {
        let end = ContinuousClock.now + .seconds(seconds)
        var status: Int32 = 0
        while ContinuousClock.now < end {
            _ = master >= 0 && read(within: 20)
            if waitpid(process, &status, WNOHANG) == process {
                process = 0
                while master >= 0, read(within: 0) {}
                return status
            }
            if master < 0 { usleep(5000) }
        }
        return nil
    }

    /// Types keys.
    func type(_ keys: String) {
        _ = keys.withCString { write(master, $0, strlen($0)) }
    }

    /// Sends the program a signal.
    func send(_ signal: Int32) { kill(process, signal) }

    /// Changes the size.
    func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// Goes away.
    func hangUp() {
        if master >= 0 { close(master) }
        master = -1
    }

    /// - Returns: `false` at the end of the terminal.
    private func read(within milliseconds: Int32) -> Bool {
        var source = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&source, 1, milliseconds) > 0 else { return milliseconds > 0 }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(master, &bytes, bytes.count)
        guard count > 0 else { return false }
        output += bytes[..<count]
        return true
    }
}
