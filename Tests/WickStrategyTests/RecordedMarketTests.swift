import Testing
import WickMarket
import WickStrategy
import WickTestKit

/// The readings against the definitions of the indicators, worked out afresh at each candle, on recorded markets.
@Suite(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.absence)))
struct RecordedMarketTests {
    @Test(
        "reads each indicator as it would be from its window alone",
        arguments: [
            ("SOLUSDT", ["2022-11-08", "2022-11-09"]),  // from 31.7 to 12.4
            ("ARBUSDT", ["2023-03-23", "2023-03-24"]),  // 72 minutes without a trade: no RSI, no volume
            ("BTCUSDT", ["2024-03-05"]),
        ])
    func readings(symbol: String, days: [String]) throws {
        let candles = try Recorded.candles(symbol, days: days)
        var strategy = try StrategyCatalog.kind(named: "scalping_ema_rsi").make(parameters: [:], minCandlesRequired: 30)
        let series = CandleSeries(capacity: 1)
        for (index, candle) in candles.enumerated() {
            let preview = strategy.preview(forming: candle, in: series)
            let decision = strategy.update(closed: candle, in: series)
            #expect(preview == decision)
            let readings = decision.readings
            let window = candles[...index]
            #expect(agree(readings.rsi, rsi(of: window)), "\(symbol) RSI at \(index)")
            #expect(agree(readings.atr, atr(of: window)), "\(symbol) ATR at \(index)")
            #expect(agree(readings.volumeAverage, volumeAverage(of: window)), "\(symbol) volume at \(index)")
            if readings.rsi == nil, readings.candles >= 30 { #expect(decision.noSignalReason == .missingIndicators) }
        }
    }

    private func rsi(of candles: ArraySlice<Candle>) -> Double? {
        let closes = candles.suffix(8).map(\.close)
        guard closes.count == 8 else { return nil }
        let changes = zip(closes.dropFirst(), closes).map { $0 - $1 }
        let (gain, loss) = (changes.filter { $0 > 0 }.reduce(0, +), -changes.filter { $0 < 0 }.reduce(0, +))
        if loss == 0 { return gain == 0 ? nil : 100 }
        return 100 - 100 / (1 + gain / loss)
    }

    private func atr(of candles: ArraySlice<Candle>) -> Double? {
        let candles = candles.suffix(15)
        guard candles.count == 15 else { return nil }
        let ranges = zip(candles.dropFirst(), candles).map { candle, before in
            max(candle.high - candle.low, abs(candle.high - before.close), abs(candle.low - before.close))
        }
        return ranges.reduce(0, +) / 14
    }

    private func volumeAverage(of candles: ArraySlice<Candle>) -> Double? {
        candles.count < 20 ? nil : candles.suffix(20).map(\.volume).reduce(0, +) / 20
    }

    private func agree(_ ours: Double?, _ theirs: Double?) -> Bool {
        guard let ours, let theirs else { return ours == nil && theirs == nil }
        return abs(ours - theirs) <= 1e-9 * abs(theirs)
    }
}
