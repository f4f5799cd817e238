/// What the rows of a klines answer lack.
struct RestFlaws: Equatable, Sendable {
    /// How far REST lags behind the streams, in simulated milliseconds.
    var lag: Int64 = 0
    /// Whether every seventh candle is left out.
    var hasHoles = false

    /// Whether REST has a row of this open time.
    func has(_ kline: Kline, timeframe milliseconds: Int64) -> Bool {
        !hasHoles || kline.openTime / milliseconds % 7 != 3
    }
}
