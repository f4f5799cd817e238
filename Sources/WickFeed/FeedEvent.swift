import WickMarket

/// What a feed has to tell, in the order in which it became true.
public enum FeedEvent: Equatable, Sendable {
    /// The next closed candle of a series. It is the last one of the series' buffer when this is told.
    case closed(ClosedCandle)
    /// A closed candle came again with other values, which now stand in the buffer.
    case corrected(series: Int, Candle)
    /// Missing candles were looked for, and this came of it.
    case repaired(GapReport)
    /// The state of the feed has changed.
    case status(FeedStatus)
    /// The exchange has told us to stay away from a host: to be remembered over a restart.
    case banned(Ban)
    /// Something for the log.
    case notice(FeedNotice)
    /// What the exchange says of a series' symbol.
    case instrument(series: Int, Instrument)
    /// A series is watched from now on, at this index.
    case added(series: Int, SeriesKey)
    /// A series is watched no more; its index is free for another one.
    case removed(series: Int)
    /// The watchlist shows this timeframe from now on.
    case timeframe(Timeframe)
}
