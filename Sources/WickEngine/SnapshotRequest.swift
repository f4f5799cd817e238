import WickMarket

/// What the screen has in view, so that a snapshot costs what is shown and not what is watched.
public struct SnapshotRequest: Equatable, Sendable {
    /// The series whose candles are shown; of an unknown one that of its symbol, or else the first.
    public var selected: SeriesKey?
    /// How many of its newest closed candles are wanted, 0 or more.
    public var candleCount: Int
    /// The rows of the watchlist that are wanted; clamped to those that exist.
    public var rows: Range<Int>
    /// The order that the rows are counted in.
    public var order: WatchOrder
    /// How many of the newest closes each of them is wanted with, 0 or more.
    public var closeCount: Int
    /// Which log entries are looked at.
    public var logFilter: LogFilter
    /// How many of them are wanted, 0 or more.
    public var logCount: Int
    /// The number of the newest one among these; `nil` follows the newest there is.
    public var logEnd: Int?
    /// How many are wanted beside, that come after ``logEnd``.
    public var logAhead: Int
    /// Whether the account of the connections is wanted.
    public var hasConnections: Bool
    /// How many of the newest events of the feed are wanted.
    public var eventCount: Int
    /// Whether the newest lines of wick's own log are wanted.
    public var hasMessages: Bool

    /// Whether the exchange's symbols are wanted, for somebody who looks for one: they are fetched when this is asked first.
    public var wantsSymbolList: Bool

    /// A request of these values.
    public init(
        selected: SeriesKey? = nil, candleCount: Int = 50, rows: Range<Int> = 0..<100, order: WatchOrder = .configured,
        closeCount: Int = 0, logFilter: LogFilter = LogFilter(), logCount: Int = 50, logEnd: Int? = nil,
        logAhead: Int = 0, hasConnections: Bool = false, eventCount: Int = 0, hasMessages: Bool = false,
        wantsSymbolList: Bool = false
    ) {
        (self.selected, self.candleCount, self.rows, self.order) = (selected, candleCount, rows, order)
        (self.closeCount, self.logFilter) = (closeCount, logFilter)
        (self.logCount, self.logEnd, self.logAhead) = (logCount, logEnd, logAhead)
        (self.hasConnections, self.eventCount, self.hasMessages) = (hasConnections, eventCount, hasMessages)
        self.wantsSymbolList = wantsSymbolList
    }
}
