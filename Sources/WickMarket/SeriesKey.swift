/// What names a candle series on one exchange: a symbol and a timeframe.
public struct SeriesKey: Hashable, Sendable, CustomStringConvertible {
    /// The traded pair.
    public let symbol: Symbol
    /// The length of each candle.
    public let timeframe: Timeframe

    /// The series of this symbol and timeframe.
    public init(symbol: Symbol, timeframe: Timeframe) {
        (self.symbol, self.timeframe) = (symbol, timeframe)
    }

    /// `BTCUSDT 1m`.
    public var description: String { "\(symbol) \(timeframe)" }
}
