/// The ids of trades, which neither market has: each minute's begin at a number of its own, so that they rise from
/// candle to candle and exceed 32 bits, as the real ones do. Between two minutes ids are left out.
enum TradeIDs {
    private static let perMinute: Int64 = 1 << 20

    /// The id of the first trade of a candle that opens at a time, milliseconds since 1970.
    static func first(at openTime: Int64) -> Int64 { openTime / 60_000 * perMinute }
}
