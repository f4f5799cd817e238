/// Where the configuration is read from, and why there.
public struct ConfigurationLocation: Equatable, Sendable, CustomStringConvertible {
    /// The places, in the order in which they are looked at.
    public enum Source: String, CaseIterable, Sendable {
        /// `--config`.
        case option
        /// `$WICK_CONFIG`.
        case environment
        /// `wick/live.yaml` in the user's folder for configurations.
        case userFolder
        /// `config/live.yaml` in the working folder.
        case workingFolder
        /// None: the built-in defaults.
        case builtIn
    }

    /// Which place it is.
    public let source: Source
    /// The file; `nil` for the built-in defaults.
    public let path: String?
    /// The files that were looked for before it and are not there.
    public let absent: [String]

    /// The first place that there is.
    ///
    /// A file named by `--config` or `$WICK_CONFIG` is taken even if it does not exist: to read it is an error then,
    /// and not a reason to look elsewhere. An empty variable counts as unset, and so does a relative
    /// `$XDG_CONFIG_HOME`, as the XDG Base Directory Specification has it.
    ///
    /// - Parameter option: the value of `--config`.
    /// - Parameter environment: the variables that are set.
    /// - Parameter exists: whether there is a file at a path.
    public static func find(
        option: String?, environment: [String: String], exists: (String) -> Bool
    ) -> ConfigurationLocation {
        if let option { return ConfigurationLocation(source: .option, path: option, absent: []) }
        if let path = environment["WICK_CONFIG"], !path.isEmpty {
            return ConfigurationLocation(source: .environment, path: path, absent: [])
        }
        var absent: [String] = []
        if let path = userFile(environment: environment) {
            if exists(path) { return ConfigurationLocation(source: .userFolder, path: path, absent: absent) }
            absent.append(path)
        }
        let path = "config/live.yaml"
        if exists(path) { return ConfigurationLocation(source: .workingFolder, path: path, absent: absent) }
        return ConfigurationLocation(source: .builtIn, path: nil, absent: absent + [path])
    }

    /// The file in the user's folder for configurations, `$XDG_CONFIG_HOME/wick/live.yaml`; `nil` if neither
    /// `XDG_CONFIG_HOME` nor `HOME` is a whole path.
    public static func userFile(environment: [String: String]) -> String? {
        BaseFolder.path("XDG_CONFIG_HOME", orInHome: ".config", environment: environment).map { $0 + "/wick/live.yaml" }
    }

    /// `config/live.yaml (in the working folder)`.
    public var description: String {
        switch source {
        case .option: "\(path ?? "") (named by --config)"
        case .environment: "\(path ?? "") (named by $WICK_CONFIG)"
        case .userFolder: "\(path ?? "") (in the user's folder)"
        case .workingFolder: "\(path ?? "") (in the working folder)"
        case .builtIn: "built-in defaults (there is no \(absent.alternatives))"
        }
    }
}
