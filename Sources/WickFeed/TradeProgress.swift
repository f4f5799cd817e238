import WickMarket

/// How far the trading of a symbol has come: the newest candle that has trades, with its totals.
struct TradeProgress: Equatable, Sendable {
    var openTime: Timestamp
    var trades: Int64
    var volume: Double

    init(_ candle: Candle) { (openTime, trades, volume) = (candle.openTime, candle.trades, candle.volume) }

    /// Whether something was traded between this and what a candle shows.
    func isPassed(by candle: Candle) -> Bool {
        if candle.openTime > openTime { return candle.trades > 0 || candle.volume > 0 }
        return candle.openTime == openTime && (candle.trades > trades || candle.volume > volume)
    }
}
