import WickMarket

/// The market of the benchmarks: every candle of every symbol follows from its two numbers, so what came out can be
/// compared with what was sent without keeping it.
///
/// Prices and volumes keep their number of digits, so that all messages of a symbol have the same length.
struct Market: Sendable {
    /// When candle 0 opens: 2024-03-04 00:00 UTC.
    static let start = Timestamp(milliseconds: 1_709_510_400_000)
    static let timeframe = Timeframe.oneMinute

    /// The series, by index.
    let keys: [SeriesKey]
    /// How many candles are history: those below it come from requests, the others from the stream.
    let historyCount: Int

    init(symbols: Int, historyCount: Int) throws {
        keys = try (0..<symbols).map { number in
            let digits = String(number)
            let name = "B" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "USDT"
            return SeriesKey(symbol: try Symbol(name), timeframe: Self.timeframe)
        }
        self.historyCount = historyCount
    }

    func openTime(_ candle: Int) -> Int64 { Self.start.milliseconds + Int64(candle) * Self.timeframe.milliseconds }

    /// A time after the last candle of history that leaves no doubt that it has settled, and before the next one closes.
    var timeAtStart: Int64 { openTime(historyCount) + 45_000 }

    /// A closed candle.
    func candle(_ series: Int, _ index: Int) -> TickCandle {
        let (open, close) = (closePrice(series, index - 1), closePrice(series, index))
        let noise = mixed(series, index, 1)
        let spread = (Int(noise & 511), Int(noise >> 16 & 511))
        let isSpike = noise >> 32 & 7 == 0
        return TickCandle(
            openTime: openTime(index), open: open, high: max(open, close) + spread.0,
            low: min(open, close) - spread.1, close: close,
            volume: (isSpike ? 900_000 : 200_000) + Int(noise >> 40 & 0xFFFF), trades: 1_000 + Int(noise >> 48 & 4_095))
    }

    /// A candle that still grows, `part` of `whole` of the way.
    func candle(_ series: Int, _ index: Int, part: Int, of whole: Int) -> TickCandle {
        var candle = candle(series, index)
        let last = candle.open + (candle.close - candle.open) * part / whole
        (candle.high, candle.low, candle.close) = (max(candle.open, last), min(candle.open, last), last)
        candle.volume = 100_000 + (candle.volume - 100_000) * part / whole
        return candle
    }

    /// A wave with noise on it, in hundredths: between 50,000 and 52,000.
    private func closePrice(_ series: Int, _ index: Int) -> Int {
        let phase = ((index + series * 7) % 40 + 40) % 40
        let wave = phase < 20 ? phase : 40 - phase
        return 5_000_000 + wave * 4_000 + Int(mixed(series, index, 0) % 20_000)
    }

    /// SplitMix64's finisher over the numbers.
    private func mixed(_ series: Int, _ index: Int, _ salt: UInt64) -> UInt64 {
        var bits = UInt64(truncatingIfNeeded: index) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(series) << 20 &+ salt
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
