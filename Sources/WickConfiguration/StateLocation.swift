/// The folder for what wick writes: `$XDG_STATE_HOME/wick`, else `~/.local/state/wick`.
public struct StateLocation: Equatable, Sendable {
    /// The folder, a whole path; it may not exist yet.
    public let folder: String

    /// The log, `wick.log`, where the configuration names no other.
    public var logFile: String { folder + "/wick.log" }

    /// The journal of signals, `signals.jsonl`.
    public var journalFile: String { folder + "/signals.jsonl" }

    /// The hosts that have told us to stay away, `bans`.
    public var banFile: String { folder + "/bans" }

    /// The folder for candles that are written to files, `exports`.
    public var exportFolder: String { folder + "/exports" }

    /// The folder for this environment; `nil` if neither `XDG_STATE_HOME` nor `HOME` is a whole path.
    public init?(environment: [String: String]) {
        guard let folder = BaseFolder.path("XDG_STATE_HOME", orInHome: ".local/state", environment: environment) else {
            return nil
        }
        self.folder = folder + "/wick"
    }
}
