import WickMarket
import WickStrategy

/// A closed candle with what the strategy read and said after it.
public struct CandleRow: Equatable, Sendable {
    /// The candle.
    public var candle: Candle
    /// The strategy's decision after it. In a snapshot its readings hold close, volume, averages, RSI and ATR, which are
    /// what is kept of older candles; the others are `nil` and `candles` is 0.
    public var decision: Decision
    /// Whether candles before this one are missing because the exchange has none.
    public var followsHole: Bool

    /// A row of these values.
    public init(candle: Candle, decision: Decision, followsHole: Bool = false) {
        (self.candle, self.decision, self.followsHole) = (candle, decision, followsHole)
    }
}
