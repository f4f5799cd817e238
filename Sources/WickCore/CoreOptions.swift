import WickEngine
import WickMarket

/// How a core presents itself.
public struct CoreOptions: Sendable {
    /// The exchange's name for people.
    public var exchangeTitle: String
    /// What one is looking at.
    public var mode: MonitorMode
    /// The timeframe on view.
    public var timeframe: Timeframe
    /// The most snapshots a second of one view, at least 1; one of a new view comes at once.
    public var refreshHz: Int
    /// How often states are looked at again while nothing happens; above zero. A replay has none that time changes.
    public var statusInterval: Duration
    /// Where the newest lines of the log are found; `nil` without a log.
    public var logTail: LogTail?

    /// Options of these values.
    public init(
        exchangeTitle: String, mode: MonitorMode, timeframe: Timeframe, refreshHz: Int = 10,
        statusInterval: Duration = .seconds(1), logTail: LogTail? = nil
    ) {
        (self.exchangeTitle, self.mode, self.timeframe) = (exchangeTitle, mode, timeframe)
        (self.refreshHz, self.statusInterval, self.logTail) = (refreshHz, statusInterval, logTail)
    }
}
