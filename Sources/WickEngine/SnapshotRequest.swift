import WickMarket

/// What the screen has in view, so that a snapshot costs what is shown and not what is watched.
public struct SnapshotRequest: Equatable, Sendable {
    /// The series whose candles are shown; of an unknown one that of its symbol, or else the first.
    public var selected: SeriesKey?
    /// How many of its newest closed candles are wanted, 0 or more.
    public var candleCount: Int
    /// The rows of the watchlist that are wanted; clamped to those that exist.
    public var rows: Range<Int>
    /// How many log entries are wanted, 0 or more.
    public var logCount: Int
    /// The number of the newest log entry wanted; `nil` follows the newest.
    public var logEnd: Int?
    /// Whether the exchange's symbols are wanted, for somebody who looks for one: they are fetched when this is asked first.
    public var wantsSymbolList: Bool

    /// A request of these values.
    public init(
        selected: SeriesKey? = nil, candleCount: Int = 50, rows: Range<Int> = 0..<100, logCount: Int = 50,
        logEnd: Int? = nil, wantsSymbolList: Bool = false
    ) {
        (self.selected, self.candleCount, self.rows) = (selected, candleCount, rows)
        (self.logCount, self.logEnd, self.wantsSymbolList) = (logCount, logEnd, wantsSymbolList)
    }
}
