import Testing
import WickMarket
import WickRisk
import WickStrategy
import WickTestKit

/// The strategy and the risk engine against results that two other implementations agree on.
@Suite(.enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.absence)))
struct ReferenceTests {
    private struct ExpectedSignal: Decodable {
        let symbol: String, side: String, openTime: Int64
        let entry, stopLoss, takeProfit, size, notional, risk: Double
        let emaFast, emaSlow, rsi, atr, volumeAverage: Double
    }

    private struct ExpectedDecision: Decodable {
        let symbol: String, decision: String, openTime: Int64
        let emaFast, emaSlow, rsi, atr, volumeAverage: Double?
    }

    @Test("gives the 222 signals and plans of the reference week, and no other", arguments: Recorded.symbols)
    func signalsOfTheWeek(symbol: String) throws {
        let all = try Recorded.objects(ExpectedSignal.self, in: "reference/signals-2024-03-04_10.jsonl")
        #expect(all.count == 222)
        let expected = all.filter { $0.symbol == symbol }
        let engine = RiskEngine(settings: RiskSettings())
        let found = try decisions(symbol, days: Recorded.week).filter { $0.signal != nil }

        #expect(found.map(\.openTime.milliseconds) == expected.map(\.openTime))
        #expect(found.map(\.word) == expected.map(\.side))
        for (decision, expected) in zip(found, expected) {
            guard case .plan(let plan) = engine.plan(for: decision.signal, equity: 10_000, rules: InstrumentRules())
            else {
                Issue.record("no plan at \(expected.openTime)")
                continue
            }
            let readings = decision.readings
            for (ours, theirs) in [
                (plan.entry, expected.entry), (plan.stopLoss, expected.stopLoss),
                (plan.takeProfit, expected.takeProfit), (plan.size, expected.size),
                (plan.notional, expected.notional), (plan.risk, expected.risk),
                (readings.emaFast, expected.emaFast), (readings.emaSlow, expected.emaSlow),
                (readings.rsi, expected.rsi), (readings.atr, expected.atr),
                (readings.volumeAverage, expected.volumeAverage),
            ] {
                #expect(agree(ours, theirs), "\(String(describing: ours)), not \(theirs), at \(expected.openTime)")
            }
        }
    }

    @Test("makes every decision of 2024-03-05 as the reference does", arguments: Recorded.symbols)
    func decisionsOfADay(symbol: String) throws {
        let expected = try Recorded.objects(ExpectedDecision.self, in: "reference/decisions-2024-03-05.jsonl.gz")
            .filter { $0.symbol == symbol }
        let found = try decisions(symbol, days: ["2024-03-05"]).dropFirst(20)

        #expect(found.count == 1420)
        #expect(found.map(\.openTime.milliseconds) == expected.map(\.openTime))
        for (decision, expected) in zip(found, expected) {
            #expect(decision.word == expected.decision, "at \(expected.openTime)")
            let readings = decision.readings
            for (ours, theirs) in [
                (readings.emaFast, expected.emaFast), (readings.emaSlow, expected.emaSlow),
                (readings.rsi, expected.rsi), (readings.atr, expected.atr),
                (readings.volumeAverage, expected.volumeAverage),
            ] {
                #expect(agree(ours, theirs), "\(String(describing: ours)) at \(expected.openTime)")
            }
        }
    }

    private func decisions(_ symbol: String, days: [String]) throws -> [Decision] {
        var strategy = try StrategyCatalog.kind(named: "scalping_ema_rsi").make(parameters: [:], minCandlesRequired: 30)
        var series = CandleSeries(capacity: 500)
        return try Recorded.candles(symbol, days: days).map { candle in
            series.append(candle)
            return strategy.update(closed: candle, in: series)
        }
    }

    private func agree(_ ours: Double?, _ theirs: Double?) -> Bool {
        guard let ours, let theirs else { return ours == nil && theirs == nil }
        return abs(ours - theirs) <= 1e-9 * abs(theirs)
    }
}
