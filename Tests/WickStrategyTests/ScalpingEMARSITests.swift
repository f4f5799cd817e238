import Testing
import WickMarket
import WickStrategy
import WickTestKit

/// Each rule on candles small enough to work out by hand.
///
/// The fast EMA has period 1 (it is the close), the slow one period 2 (each close moves it by 2/3 of the way); RSI and
/// ATR look at two changes, the volume average at two candles. Candles are flat, so a true range is the change of the close.
struct ScalpingEMARSITests {
    struct Case: Sendable, CustomTestStringConvertible {
        let word: String
        var closes: [Double]
        var volumes: [Double] = [1, 1, 1, 4]
        var parameters: [String: ParameterValue] = [:]
        let why: String
        var testDescription: String { "\(word): \(why)" }
    }

    static let cases = [
        // Slow EMA 10, 9.33, 8.44, 9.48; fast 8 → 10 crosses above. RSI 100 × 2/(1+2) = 66.7, ATR 1.5, volume 4 > 1.5 × 2.5.
        Case(word: "LONG", closes: [10, 9, 8, 10], why: "a crossing above with RSI 66.7"),
        // Slow EMA 10, 10.67, 11.56, 10.52; fast 12 → 10 crosses below. RSI 100 × 1/(1+2) = 33.3.
        Case(word: "SHORT", closes: [10, 11, 12, 10], why: "a crossing below with RSI 33.3"),
        Case(word: "LONG", closes: [10, 9, 8, 11], why: "RSI 100 × 3/(1+3) = 75 is within 50 to 75"),
        Case(word: "LONG", closes: [10, 9, 8, 9], why: "RSI 100 × 1/(1+1) = 50 is within 50 to 75"),
        Case(
            word: "LONG", closes: [10, 10, 10, 11],
            parameters: ["rsi_long_max": .integer(100), "rsi_extreme_high": .integer(100)],
            why: "EMAs equal before count as not above"),
        Case(
            word: "SHORT", closes: [10, 10, 10, 9],
            parameters: ["rsi_short_min": .integer(0), "rsi_extreme_low": .integer(0)],
            why: "EMAs equal before count as not below"),

        Case(
            word: "insufficient_data", closes: [10, 10, 10], volumes: [1, 1, 1],
            why: "three candles of four, before the undefined RSI"),
        Case(word: "missing_indicators", closes: [10, 10, 10, 10], why: "no change, no RSI; before the ATR of 0"),
        Case(
            word: "missing_indicators", closes: [10, 9, 8, 10], parameters: ["volume_lookback": .integer(5)],
            why: "four volumes of five"),
        Case(word: "low_volatility", closes: [10, 9.9, 9.85, 9.9], why: "ATR (0.05 + 0.05)/2 is below 0.2"),
        Case(word: "low_volatility", closes: [10, 9.8, 9.7, 9.6], why: "ATR 0.1 decides before an RSI of 0"),
        Case(
            word: "low_volatility", closes: [10, 9, 8, 10], parameters: ["atr_min_percent": .number(15.1)],
            why: "ATR 1.5 is 15 % of the close"),
        Case(
            word: "LONG", closes: [10, 9, 8, 10],
            parameters: ["atr_min_percent": .number(14.9), "atr_min_threshold": .integer(9)],
            why: "atr_min_percent stands in place of atr_min_threshold"),
        Case(word: "extreme_rsi", closes: [10, 9, 8, 13], why: "RSI 100 × 5/(1+5) = 83.3"),
        Case(word: "extreme_rsi", closes: [10, 11, 12, 7], why: "RSI 100 × 1/(1+5) = 16.7"),
        Case(
            word: "extreme_rsi", closes: [10, 9, 8, 13], volumes: [1, 1, 1, 1],
            why: "an RSI of 83.3 decides before the volume"),
        Case(
            word: "no_volume_spike", closes: [10, 9, 8, 10], volumes: [1, 1, 1, 3],
            why: "3 is 1.5 × the average of 1 and 3, not above it"),
        Case(word: "LONG", closes: [10, 9, 8, 10], volumes: [1, 1, 1, 3.1], why: "3.1 is above 1.5 × 2.05"),
        Case(
            word: "no_volume_spike", closes: [9, 9, 12, 11.2], volumes: [1, 1, 1, 1],
            why: "the volume decides before the missing crossing"),
        Case(word: "no_setup", closes: [10, 9, 12, 11.2], why: "the fast EMA was above already"),
        Case(word: "no_setup", closes: [10, 9, 8, 8.5], why: "a crossing above, but RSI 100 × 0.5/1.5 = 33.3"),
        Case(word: "no_setup", closes: [10, 9, 8, 11.5], why: "a crossing above, but RSI 100 × 3.5/4.5 = 77.8"),
    ]

    @Test("decides by the first rule that applies", arguments: cases)
    func decides(_ example: Case) throws {
        let decision = try decide(example)
        #expect(decision.word == example.word)
        #expect(decision.openTime == CandleMaker.candle(example.closes.count - 1).openTime)
    }

    @Test("a signal has the close as its entry, and stop and target in multiples of the ATR")
    func signal() throws {
        let example = Case(  // ATR 1.5: stop 0.25 × 1.5 away, target 0.5 × 1.5
            word: "LONG", closes: [10, 9, 8, 10], why: "default multiples")
        #expect(
            try decide(example).signal
                == Signal(side: .long, entry: 10, stopDistance: 0.375, targetDistance: 0.75, atr: 1.5))
    }

    @Test("says in words how each rule stands, in the order in which they decide")
    func rulesInWords() throws {
        let example = Case(word: "LONG", closes: [10, 9, 8, 10], why: "")
        let rules = try strategy(example).rules(for: decide(example))
        #expect(
            rules.map(\.detail) == [
                "4 seen, 4 needed", "all defined", "ATR 1.5 must be at least 0.2", "RSI 66.667 must be 20 to 80",
                "volume 4 must be above 1.5 × average 2.5 = 3.75", "EMA 1 10 crossed above EMA 2 9.4815",
                "RSI 66.667 must be 50 to 75 for LONG",
            ])
        #expect(rules.allSatisfy { $0.holds == true })
    }

    @Test("the first rule that does not hold is the decision", arguments: 0..<60 as Range<UInt64>)
    func rulesExplainDecisions(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var strategy = try RandomStrategy.make(using: &random)
        for candle in RandomStrategy.candles(300, using: &random) {
            let decision = strategy.update(closed: candle, in: CandleSeries(capacity: 1))
            let rules = strategy.rules(for: decision)
            #expect(rules.first { $0.holds != true }?.reason == decision.noSignalReason)
            #expect((decision.signal != nil) == rules.allSatisfy { $0.holds == true })
        }
    }

    @Test("the random strategies and candles of these tests see every outcome")
    func randomIsWide() throws {
        var random = SeededRandom(seed: 1)
        var words: Set<String> = []
        for _ in 0..<60 {
            var strategy = try RandomStrategy.make(using: &random)
            for candle in RandomStrategy.candles(200, using: &random) {
                words.insert(strategy.update(closed: candle, in: CandleSeries(capacity: 1)).word)
            }
        }
        #expect(words.count == 8)
    }

    @Test("previews what an update decides, to the last bit, and changes nothing", arguments: 0..<60 as Range<UInt64>)
    func previews(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var strategy = try RandomStrategy.make(using: &random)
        let candles = RandomStrategy.candles(200, using: &random)
        let others = RandomStrategy.candles(200, using: &random)
        let series = CandleSeries(capacity: 1)
        for (candle, other) in zip(candles, others) {
            _ = strategy.preview(forming: other, in: series)
            let preview = strategy.preview(forming: candle, in: series)
            #expect(strategy.update(closed: candle, in: series) == preview)
        }
    }

    @Test("after a reset decides as a new one", arguments: 0..<20 as Range<UInt64>)
    func resets(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var used = try RandomStrategy.make(using: &random)
        var new = used
        let series = CandleSeries(capacity: 1)
        for candle in RandomStrategy.candles(100, using: &random) { _ = used.update(closed: candle, in: series) }
        used.reset()
        for candle in RandomStrategy.candles(100, using: &random) {
            #expect(used.update(closed: candle, in: series) == new.update(closed: candle, in: series))
        }
    }

    private func strategy(_ example: Case) throws -> any Strategy {
        let small: [String: ParameterValue] = [
            "ema_fast": .integer(1), "ema_slow": .integer(2), "rsi_period": .integer(2), "atr_period": .integer(2),
            "volume_lookback": .integer(2),
        ]
        return try StrategyCatalog.kind(named: "scalping_ema_rsi")
            .make(parameters: small.merging(example.parameters) { $1 }, minCandlesRequired: 4)
    }

    private func decide(_ example: Case) throws -> Decision {
        var (strategy, series) = (try strategy(example), CandleSeries(capacity: 10))
        var decision: Decision?
        for (index, (close, volume)) in zip(example.closes, example.volumes).enumerated() {
            series.append(CandleMaker.candle(index, close: close, volume: volume))
            decision = try strategy.update(closed: #require(series.last), in: series)
        }
        return try #require(decision)
    }
}
