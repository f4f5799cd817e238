import Glibc

/// The process's environment.
enum Environment {
    /// The variables that wick looks at, those that are set.
    static let variables: [String: String] = {
        var found: [String: String] = [:]
        for name in ["WICK_CONFIG", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "HOME"] {
            if let value = getenv(name) { found[name] = String(cString: value) }
        }
        return found
    }()
}
