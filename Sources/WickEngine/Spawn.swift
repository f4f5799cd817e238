import CLinux
import Glibc

/// Starts programs.
public enum Spawn {
    /// Starts a program without a shell, in a session of its own: without a terminal, and with neither descriptors nor
    /// blocked or ignored signals of this program. What it prints leads nowhere.
    ///
    /// - Parameters:
    ///   - words: the program, looked for in `PATH`, and its arguments, as they are; not empty.
    ///   - variables: put over the environment of this program.
    ///   - input: becomes its standard input and stays open here; without, there is nothing to read.
    ///   - keepsErrors: whether its errors go where those of this program go, and not nowhere.
    /// - Returns: its number, which is that of its process group, too; the caller waits for its end.
    /// - Throws: why it cannot be started.
    public static func start(
        _ words: [String], variables: [String: String] = [:], input: Int32? = nil, keepsErrors: Bool = false
    ) throws(SystemError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        } else {
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        }
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        if !keepsErrors { posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO) }
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1)
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(
            &attributes, clinux_spawn_setsid | Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var arguments = words.map { strdup($0) } + [nil]
        let settings = variables.map { strdup("\($0)=\($1)") }
        defer { for word in arguments + settings { free(word) } }
        var environment = inherited(without: variables) + settings + [nil]
        var process: pid_t = 0
        let number = posix_spawnp(&process, words[0], &actions, &attributes, &arguments, &environment)
        guard number == 0 else { throw SystemError(number) }
        return process
    }

    /// This program's environment but for these variables, as it is: `NAME=value`, in whatever encoding.
    private static func inherited(without variables: [String: String]) -> [UnsafeMutablePointer<CChar>?] {
        let names = variables.keys.map { "\($0)=" }
        var settings: [UnsafeMutablePointer<CChar>?] = []
        guard var place = clinux_environment() else { return settings }
        while let setting = place.pointee {
            if !names.contains(where: { strncmp(setting, $0, $0.utf8.count) == 0 }) { settings.append(setting) }
            place += 1
        }
        return settings
    }
}
