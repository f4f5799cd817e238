import Testing
import WickMarket
import WickStrategy
import WickTestKit

@testable import WickEngine

struct DecisionHistoryTests {
    @Test("gives back what was said of each kept candle, and no more", arguments: 0..<30 as Range<UInt64>)
    func givesBack(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let capacity = Int.random(in: 1...40, using: &random)
        var history = DecisionHistory(capacity: capacity)
        var series = CandleSeries(capacity: capacity)
        var said: [CandleRow] = []
        for index in 0..<Int.random(in: 1...200, using: &random) {
            let candle = CandleMaker.candle(index, close: .random(in: 1...9, using: &random))
            let decision = Self.decision(on: candle, using: &random)
            let followsHole = Int.random(in: 0..<10, using: &random) == 0
            series.append(candle)
            history.append(decision, followsHole: followsHole)
            said.append(CandleRow(candle: candle, decision: decision, followsHole: followsHole))
            if Int.random(in: 0..<80, using: &random) == 0 {
                history.removeAll()
                for row in said.suffix(series.count) { history.append(row.decision, followsHole: row.followsHole) }
            }
            let rows = (0..<series.count).map { history.row(fromNewest: $0, in: series) }
            #expect(rows == said.suffix(capacity).reversed())
        }
    }

    @Test("says of a candle that the strategy was not asked about that there is too little data")
    func notAsked() {
        var history = DecisionHistory(capacity: 10)
        var series = CandleSeries(capacity: 10)
        series.append(CandleMaker.candle(0))
        #expect(history.row(fromNewest: 0, in: series).decision.noSignalReason == .insufficientData)
        let decision = Decision(
            openTime: CandleMaker.candle(0).openTime, outcome: .noSignal(.noSetup),
            readings: IndicatorReadings(of: CandleMaker.candle(0), candles: 1))
        history.append(decision, followsHole: false)
        #expect(history.row(fromNewest: 0, in: series).decision.noSignalReason == .noSetup)
        series.append(CandleMaker.candle(1))
        #expect(history.row(fromNewest: 0, in: series).decision.noSignalReason == .insufficientData)
        #expect(history.row(fromNewest: 1, in: series).decision.noSignalReason == .insufficientData)
    }

    /// Of what a history keeps: no average volume, no averages before, no count.
    private static func decision(on candle: Candle, using random: inout SeededRandom) -> Decision {
        func value() -> Double? { Bool.random(using: &random) ? .random(in: 0...100, using: &random) : nil }
        var readings = IndicatorReadings(of: candle, candles: 0)
        (readings.emaFast, readings.emaSlow, readings.rsi, readings.atr) = (value(), value(), value(), value())
        let reasons = [NoSignalReason.noSetup, .lowVolatility, NoSignalReason(rawValue: "a_word_of_another_strategy")]
        let signal = Signal(
            side: Bool.random(using: &random) ? .long : .short, entry: candle.close, stopDistance: value(),
            targetDistance: value(), atr: value())
        let outcome: Decision.Outcome =
            if Int.random(in: 0..<5, using: &random) == 0 {
                .signal(signal)
            } else {
                .noSignal(reasons[Int.random(in: 0..<reasons.count, using: &random)])
            }
        return Decision(openTime: candle.openTime, outcome: outcome, readings: readings)
    }
}
