import WickMarket
import WickStrategy  // not needed in Sources/WickStrategy itself

/// LONG after so many closes in a row that rise, SHORT after so many that fall.
struct Streak: Strategy {
    struct Parameters: Sendable {
        var length = 3
    }

    static let kind = StrategyKind(
        name: "streak", summary: "LONG or SHORT after so many closes in a row that rise or fall.",
        table: ParameterTable(
            defaults: Parameters(), .integer("length", \.length, in: 1...100, "closes in a row that rise or fall")),
        contradictions: { _ in [] },
        build: { Streak(length: $0.length, minCandlesRequired: $1) })

    let scale = ReadingScale()  // for titles and gauges: it has no periods of its own
    let length, minCandlesRequired: Int
    private var candles = 0
    private var lastClose: Double?
    /// How many closes in a row have risen; below zero, fallen.
    private var run = 0

    init(length: Int, minCandlesRequired: Int) {
        (self.length, self.minCandlesRequired) = (length, minCandlesRequired)
    }

    mutating func update(closed candle: Candle, in series: CandleSeries) -> Decision {
        let decision = preview(forming: candle, in: series)
        (candles, run, lastClose) = (candles + 1, run(after: candle.close), candle.close)
        return decision
    }

    func preview(forming candle: Candle, in series: CandleSeries) -> Decision {
        let readings = IndicatorReadings(of: candle, candles: candles + 1)
        return Decision(openTime: candle.openTime, outcome: outcome(of: candle, readings), readings: readings)
    }

    mutating func reset() { (candles, run, lastClose) = (0, 0, nil) }

    func rules(for decision: Decision) -> [RuleCheck] {
        let seen = decision.readings.candles
        return [
            RuleCheck(
                name: "candles", reason: .insufficientData, holds: seen >= minCandlesRequired,
                detail: "\(seen) seen, \(minCandlesRequired) needed"),
            RuleCheck(
                name: "streak", reason: .noSetup, holds: decision.signal != nil,
                detail: "\(length) closes in a row must rise or fall"),
        ]
    }

    private func outcome(of candle: Candle, _ readings: IndicatorReadings) -> Decision.Outcome {
        guard readings.candles >= minCandlesRequired else { return .noSignal(.insufficientData) }
        let run = run(after: candle.close)
        guard abs(run) >= length else { return .noSignal(.noSetup) }
        let distance = candle.close * 0.002
        return .signal(
            Signal(
                side: run > 0 ? .long : .short, entry: candle.close, stopDistance: distance,
                targetDistance: distance * 2, atr: nil))
    }

    private func run(after close: Double) -> Int {
        guard let lastClose, close != lastClose else { return 0 }
        return close > lastClose ? max(run, 0) + 1 : min(run, 0) - 1
    }
}
