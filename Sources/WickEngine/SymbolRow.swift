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
    /// The change of the price over five minutes, as a fraction: 0.01 is +1 %. `nil` where a candle is longer than an hour.
    public var changeShort: Lookback?
    /// The change of the price over a day, as a fraction.
    public var changeDay: Lookback?
    /// What was traded in a day, in quote units, each candle's volume taken at its close.
    public var turnover: Lookback?
    /// The newest closes, oldest first, the forming candle's last; as many as were asked for and are kept.
    public var closes: [Double]
    /// EMA, RSI, ATR, volume.
    public var readings: IndicatorReadings
    /// How long ago the last message of this series came; `nil` before the first.
    public var age: Duration?
    /// The newest signal of this series: its side and the open time of its candle.
    public var lastSignalSide: Side?
    /// The open time of the newest signal's candle.
    public var lastSignalTime: Timestamp?
    /// The account of this series.
    public var ledger: Ledger

    /// A row of these values.
    public init(
        key: SeriesKey, state: SeriesState, priceDigits: Int, last: Double?, changeShort: Lookback? = nil,
        changeDay: Lookback?, turnover: Lookback? = nil, closes: [Double] = [], readings: IndicatorReadings,
        age: Duration?, lastSignalSide: Side? = nil, lastSignalTime: Timestamp? = nil, ledger: Ledger = Ledger()
    ) {
        (self.key, self.state, self.priceDigits, self.last) = (key, state, priceDigits, last)
        (self.changeShort, self.changeDay, self.turnover) = (changeShort, changeDay, turnover)
        (self.closes, self.readings, self.age) = (closes, readings, age)
        (self.lastSignalSide, self.lastSignalTime, self.ledger) = (lastSignalSide, lastSignalTime, ledger)
    }
}
