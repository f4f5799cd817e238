import Glibc

/// A `wick` that runs as a process of its own, as a user would start it.
struct WickProgram {
    /// The moment before it was started.
    let startedAt: Int
    /// What it writes to the terminal, or to standard output.
    let output: CollectedOutput
    private let processID: pid_t
    private let input: Int32
    private let clock: clockid_t

    /// Starts it, on a terminal of this size or without one.
    init(_ arguments: [String], in workplace: Workplace, terminal size: (columns: Int, rows: Int)? = nil) throws {
        let words = [Self.path] + arguments
        if let size {
            let terminal = try PseudoTerminal(columns: size.columns, rows: size.rows)
            startedAt = WallTime.now
            processID = try Self.spawn(words, workplace, terminal: terminal.path)
            terminal.handOver()
            input = dup(terminal.master)
            output = CollectedOutput(reading: terminal.master)
        } else {
            var ends: [Int32] = [0, 0]
            guard pipe(&ends) == 0 else { throw BenchmarkError("no pipe") }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            startedAt = WallTime.now
            processID = try Self.spawn(words, workplace, output: ends[1])
            close(ends[1])
            input = -1
            output = CollectedOutput(reading: ends[0])
        }
        var clock = clockid_t()
        guard clock_getcpuclockid(processID, &clock) == 0 else { throw BenchmarkError("wick ended at once") }
        self.clock = clock
    }

    /// The `wick` beside this program.
    static var path: String {
        var name = [UInt8](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &name, name.count)
        let own = String(decoding: name[..<max(0, count)], as: UTF8.self)
        return own.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/wick"
    }

    /// Processor time of all its threads so far, the kernel's work for them included, in nanoseconds.
    var processorTime: Int {
        var time = timespec()
        clock_gettime(clock, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    /// What of it lies in memory, in bytes: all of it, and what it shares with no file.
    var resident: (all: Int, own: Int) {
        func value(_ name: String) -> Int {
            let line = Machine.contents(of: "/proc/\(processID)/status").split(separator: "\n").first {
                $0.hasPrefix(name)
            }
            return line.flatMap { $0.split(separator: " ").dropLast().last }.flatMap { Int($0) }.map { $0 << 10 } ?? 0
        }
        return (value("VmRSS:"), value("RssAnon:"))
    }

    /// Presses keys.
    func type(_ keys: String) { _ = keys.withCString { write(input, $0, strlen($0)) } }

    /// Asks it to end, and waits.
    /// - Throws: if it does not, or says with its exit code that something was wrong.
    func stop() throws {
        kill(processID, SIGTERM)
        var status: Int32 = 0
        let deadline = WallTime.now + 20_000_000_000
        while waitpid(processID, &status, WNOHANG) == 0 {
            guard WallTime.now < deadline else {
                kill(processID, SIGKILL)
                waitpid(processID, &status, 0)
                throw BenchmarkError("wick did not stop")
            }
            usleep(2_000)
        }
        if input >= 0 { close(input) }
        guard status == 0 else { throw BenchmarkError("wick ended with \(status): \(output.text().suffix(500))") }
    }

    private static func spawn(
        _ words: [String], _ workplace: Workplace, terminal: String? = nil, output: Int32? = nil
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        // POSIX_SPAWN_SETSID: the first terminal that the leader of a session opens becomes its own.
        posix_spawnattr_setflags(&attributes, 0x80)
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, terminal ?? "/dev/null", O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, output ?? STDIN_FILENO, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, terminal == nil ? STDERR_FILENO : STDIN_FILENO, STDERR_FILENO)
        var arguments = words.map { strdup($0) } + [nil]
        var environment = workplace.environment.map { strdup($0) } + [nil]
        defer { for word in arguments + environment { free(word) } }
        var processID: pid_t = 0
        let trouble = posix_spawn(&processID, words[0], &actions, &attributes, &arguments, &environment)
        guard trouble == 0 else {
            throw BenchmarkError("\(words[0]) cannot be started: \(String(cString: strerror(trouble)))")
        }
        return processID
    }
}
