import Glibc

/// Starts programs.
enum Spawn {
    private static let descriptorsMax: Int32 = 1024

    /// Starts a program in a session of its own, without a terminal, without this program's files and signals, from and to
    /// `/dev/null`.
    ///
    /// - Parameters:
    ///   - words: the program, looked for in `PATH`, and its arguments, as they are.
    ///   - variables: put over the environment of this program.
    /// - Returns: its number, which is that of its process group, too; the caller waits for its end.
    static func start(_ words: [String], _ variables: [String: String]) throws(SystemError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        // What is open here is not to be inherited anyhow; a descriptor that is not open is no error.
        for descriptor in 3..<descriptorsMax { posix_spawn_file_actions_addclose(&actions, descriptor) }
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        let setSession: Int32 = 0x80  // POSIX_SPAWN_SETSID
        posix_spawnattr_setflags(&attributes, Int16(setSession | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var arguments = words.map { strdup($0) } + [nil]
        var environment = merged(variables).map { strdup($0) } + [nil]
        defer { for word in arguments + environment { free(word) } }
        var process: pid_t = 0
        let number = posix_spawnp(&process, words[0], &actions, &attributes, &arguments, &environment)
        guard number == 0 else { throw SystemError(number) }
        return process
    }

    /// The environment that this program was started with, with these variables over it: `NAME=value`.
    private static func merged(_ variables: [String: String]) -> [String] {
        let settings = inherited.filter { variables[String($0.prefix { $0 != "=" })] == nil }
        return settings + variables.map { "\($0)=\($1)" }
    }

    /// As the system keeps it: Swift takes C's `environ` for a variable that any thread may change. Empty if it cannot be
    /// read.
    private static let inherited: [String] = {
        let file = open("/proc/self/environ", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        var (bytes, block): ([UInt8], [UInt8]) = ([], Array(repeating: 0, count: 65_536))
        while bytes.count < 4 << 20 {
            let count = read(file, &block, block.count)
            if count <= 0 { break }
            bytes += block[..<count]
        }
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }()
}
