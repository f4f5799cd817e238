import Testing

@testable import WickSimulator

/// A small implementation of the strategy `scalping_ema_rsi`, of its own: EMA 5 and 9, Cutler's RSI 7, ATR 14, volume
/// 20.
private func signals(in rows: [Kline]) -> Int {
    var (fast, slow, signals) = (rows[0].close, rows[0].close, 0)
    for place in 1..<rows.count {
        let (lastFast, lastSlow) = (fast, slow)
        fast += (rows[place].close - fast) / 3
        slow += (rows[place].close - slow) / 5
        guard place >= 30, let rsi = rsi(rows[(place - 7)...place]) else { continue }
        let ranges = (place - 13...place).map { at in
            max(rows[at].high, rows[at - 1].close) - min(rows[at].low, rows[at - 1].close)
        }
        let average = rows[(place - 19)...place].reduce(0) { $0 + $1.volume.double } / 20
        guard ranges.reduce(0, +) / 14 >= 0.2, rows[place].volume.double > 1.5 * average else { continue }
        let isLong = lastFast <= lastSlow && fast > slow && (50...75).contains(rsi)
        let isShort = lastFast >= lastSlow && fast < slow && (25...50).contains(rsi)
        if isLong || isShort { signals += 1 }
    }
    return signals
}

private func rsi(_ rows: ArraySlice<Kline>) -> Double? {
    let changes = zip(rows, rows.dropFirst()).map { $1.close - $0.close }
    let gain = changes.filter { $0 > 0 }.reduce(0, +)
    let loss = -changes.filter { $0 < 0 }.reduce(0, +)
    return gain + loss == 0 ? nil : 100 * gain / (gain + loss)
}

struct SignalFrequencyTests {
    @Test(
        "gives a signal per 8 to 20 closed candles, over a week",
        arguments: ["BTCUSDT", "ETHUSDT", "SOLUSDT"], [1, 2, 3] as [UInt64])
    func signalsAreFrequent(symbol: String, seed: UInt64) throws {
        let rows = try MarketFixture.minutes(7 * 1440, of: symbol, in: MarketFixture.seeded(seed))
        let candlesPerSignal = Double(rows.count) / Double(signals(in: rows))
        #expect((8...20).contains(candlesPerSignal), "\(candlesPerSignal) candles a signal")
    }

    @Test("gives the first signal of three symbols within 30 candles of most starts", arguments: [1, 2] as [UInt64])
    func firstSignalComesSoon(seed: UInt64) throws {
        let market = MarketFixture.seeded(seed)
        var late = 0
        for start in 0..<20 {
            let from = MarketFixture.start + Int64(start) * 3_600_000
            let found = try ["BTCUSDT", "ETHUSDT", "SOLUSDT"].map { symbol in
                signals(in: try MarketFixture.minutes(60, of: symbol, in: market, from: from))
            }
            if found.allSatisfy({ $0 == 0 }) { late += 1 }
        }
        #expect(late <= 2)
    }
}
