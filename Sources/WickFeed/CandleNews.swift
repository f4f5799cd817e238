import WickMarket

/// What a subscriber is told of a series.
public struct CandleNews: Equatable, Sendable {
    /// The index of the series, and its name.
    public var series: Int
    /// The name of the series.
    public var key: SeriesKey
    /// The candle as it is now.
    public var candle: Candle
    /// Whether it can no longer change.
    public var isClosed: Bool
    /// Whether one may act on it: see ``ClosedCandle/Timeliness``. Forming candles are fresh.
    public var timeliness: ClosedCandle.Timeliness

    /// News of these values.
    public init(
        series: Int, key: SeriesKey, candle: Candle, isClosed: Bool, timeliness: ClosedCandle.Timeliness = .fresh
    ) {
        (self.series, self.key, self.candle) = (series, key, candle)
        (self.isClosed, self.timeliness) = (isClosed, timeliness)
    }
}
