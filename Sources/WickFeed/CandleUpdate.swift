import WickMarket

/// A candle as a stream message shows it.
public struct CandleUpdate: Equatable, Sendable {
    /// Which series: the index that the ``SeriesTable`` gave it.
    public var series: Int
    /// The candle with its totals so far.
    public var candle: Candle
    /// The last millisecond that the candle covers, as the exchange states it.
    public var closeTime: Timestamp
    /// When the exchange sent it.
    public var exchangeTime: Timestamp
    /// Whether the exchange says that the candle can no longer change.
    public var isClosed: Bool

    /// An update of these values.
    @inlinable
    public init(series: Int, candle: Candle, closeTime: Timestamp, exchangeTime: Timestamp, isClosed: Bool) {
        (self.series, self.candle, self.closeTime) = (series, candle, closeTime)
        (self.exchangeTime, self.isClosed) = (exchangeTime, isClosed)
    }
}
