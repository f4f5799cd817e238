import WickMarket

/// A candle in whole ticks: prices in hundredths, volumes in thousandths.
struct TickCandle {
    /// In milliseconds, as on the wire.
    var openTime: Int64
    var open, high, low, close: Int
    var volume: Int
    var trades: Int

    /// The last millisecond that it covers.
    var closeTime: Int64 { openTime + Market.timeframe.milliseconds - 1 }

    /// What the monitor has to make of it. A whole number divided by a power of ten is rounded as its decimal is.
    var candle: Candle {
        Candle(
            openTime: Timestamp(milliseconds: openTime), open: Double(open) / 100, high: Double(high) / 100,
            low: Double(low) / 100, close: Double(close) / 100, volume: Double(volume) / 1000, trades: Int64(trades))
    }
}
