/// The section `logging`: what is written to the log, and where.
public struct LoggingSettings: Equatable, Sendable {
    /// How grave a message must be to be written. The names are swift-log's.
    public enum Level: String, CaseIterable, Sendable {
        case trace, debug, info, notice, warning, error, critical
    }

    /// The least grave message that is written.
    public var level = Level.info
    /// The log file; `nil` for ``StateLocation/logFile``.
    public var file: String?

    /// The defaults.
    public init() {}
}
