import WickFeed
import WickMarket
import WickStrategy

/// One line of the watchlist. Indicator values are previews that count the forming candle, if there is one.
public struct SymbolRow: Equatable, Sendable {
    /// The series.
    public var key: SeriesKey
    /// Where it stands.
    public var state: SeriesState
    /// Digits after the point for its prices.
    public var priceDigits: Int
    /// The last price, in quote units.
    public var last: Double?
    /// The change of the price over ``changeSpan``, as a fraction: 0.01 is +1 %.
    public var change: Double?
    /// How far back the change looks: 24 h, or as far as the kept candles reach.
    public var changeSpan: Duration
    /// EMA, RSI, ATR, volume.
    public var readings: IndicatorReadings
    /// How long ago the last message of this series came; `nil` before the first.
    public var age: Duration?
    /// The newest signal of this series: its side and the open time of its candle.
    public var lastSignalSide: Side?
    /// The open time of the newest signal's candle.
    public var lastSignalTime: Timestamp?

    /// A row of these values.
    public init(
        key: SeriesKey, state: SeriesState, priceDigits: Int, last: Double?, change: Double?, changeSpan: Duration,
        readings: IndicatorReadings, age: Duration?, lastSignalSide: Side? = nil, lastSignalTime: Timestamp? = nil
    ) {
        (self.key, self.state, self.priceDigits, self.last) = (key, state, priceDigits, last)
        (self.change, self.changeSpan, self.readings, self.age) = (change, changeSpan, readings, age)
        (self.lastSignalSide, self.lastSignalTime) = (lastSignalSide, lastSignalTime)
    }
}
