import Glibc

/// The process's environment.
enum Environment {
    /// The variables that wick looks at, each with what it does.
    static let meanings: [(name: String, meaning: String)] = [
        ("WICK_CONFIG", "The configuration file, where --config names none."),
        ("XDG_CONFIG_HOME", "The folder above wick/live.yaml; ~/.config without it."),
        ("XDG_STATE_HOME", "The folder above wick/, for the log and the journal; ~/.local/state without it."),
        ("HOME", "The user's folder, which the two above are in otherwise."),
        ("JOURNAL_STREAM", "Whether standard error leads to systemd's journal, for the log of --headless; set by it."),
        ("NOTIFY_SOCKET", "Where the service manager, systemd, is told how wick fares; set by it."),
        ("WATCHDOG_USEC", "Within how many microseconds it wants to hear from the core each time; set by it."),
        ("WATCHDOG_PID", "The process that it watches so; set by it."),
    ]

    /// Those that are set.
    static let variables: [String: String] = {
        var found: [String: String] = [:]
        for (name, _) in meanings {
            if let value = getenv(name) { found[name] = String(cString: value) }
        }
        return found
    }()

    /// A path with `~` for the home folder, for people.
    static func brief(_ path: String) -> String {
        guard let home = variables["HOME"], home.count > 1, path.hasPrefix(home + "/") else { return path }
        return "~" + path.dropFirst(home.count)
    }
}
