import WickMarket

/// Makes candles for tests: by hand from closes, or a random walk.
public enum CandleMaker {
    /// A round point in time on every timeframe's grid: 2024-03-04 00:00 UTC.
    public static let start = Timestamp(milliseconds: 1_709_510_400_000)

    /// The candle that follows `start` by `index` timeframes, flat at `close` unless told otherwise.
    public static func candle(
        _ index: Int, close: Double = 100, volume: Double = 1, timeframe: Timeframe = .oneMinute,
        start: Timestamp = start
    ) -> Candle {
        Candle(
            openTime: start.advanced(byMilliseconds: Int64(index) * timeframe.milliseconds),
            open: close, high: close, low: close, close: close, volume: volume, trades: volume > 0 ? 1 : 0)
    }

    /// A random walk of closed candles from `start` on, without gaps; each one is sound (see `Candle.flaw`).
    public static func randomWalk(
        _ count: Int, from price: Double = 100, timeframe: Timeframe = .oneMinute, start: Timestamp = start,
        using random: inout some RandomNumberGenerator
    ) -> [Candle] {
        var close = price
        return (0..<count).map { index in
            let open = close
            close = max(price / 100, open * (1 + Double.random(in: -0.01...0.01, using: &random)))
            let spread = open * Double.random(in: 0...0.005, using: &random)
            return Candle(
                openTime: start.advanced(byMilliseconds: Int64(index) * timeframe.milliseconds),
                open: open, high: max(open, close) + spread, low: max(price / 200, min(open, close) - spread),
                close: close, volume: Double.random(in: 0...100, using: &random),
                trades: Int64.random(in: 0...1000, using: &random))
        }
    }
}
