import WickMarket

/// A line of wick's own log, for a person to see.
public struct LogEntry: Equatable, Sendable {
    /// How grave it is, from the least to the most.
    public enum Level: String, CaseIterable, Sendable {
        case trace, debug, info, notice, warning, error, critical
    }

    /// Its number, counted from 1.
    public var number: Int
    /// When it was written, by this machine's clock.
    public var time: Timestamp
    /// How grave it is.
    public var level: Level
    /// The part of wick that it comes from: `feed`.
    public var source: String
    /// What happened, in words, and `key=value` fields; without line breaks.
    public var text: String

    /// A line of these values; ``LogTail`` numbers it.
    public init(number: Int = 0, time: Timestamp, level: Level, source: String, text: String) {
        (self.number, self.time, self.level) = (number, time, level)
        (self.source, self.text) = (source, text)
    }
}
