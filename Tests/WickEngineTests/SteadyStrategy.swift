import WickMarket
import WickStrategy

/// A strategy that is easy to foretell: LONG after each candle whose volume is above 50, once it has seen `needed` candles.
/// Its fast average is the mean of all closes seen, its slow one the last close, its RSI the number of candles seen.
struct SteadyStrategy: Strategy {
    let scale = ReadingScale()
    let needed: Int
    private var count = 0
    private var sum = 0.0

    init(needed: Int = 1) { self.needed = needed }

    mutating func update(closed candle: Candle, in series: CandleSeries) -> Decision {
        precondition(series.last == candle, "the candle is the last of the series")
        let decision = preview(forming: candle, in: series)
        (count, sum) = (count + 1, sum + candle.close)
        return decision
    }

    func preview(forming candle: Candle, in series: CandleSeries) -> Decision {
        var readings = IndicatorReadings(of: candle, candles: count + 1)
        readings.emaFast = (sum + candle.close) / Double(count + 1)
        readings.emaSlow = candle.close
        readings.rsi = Double(count + 1)
        readings.atr = count == 0 ? nil : 1
        readings.volumeAverage = candle.volume
        return Decision(openTime: candle.openTime, outcome: outcome(candle), readings: readings)
    }

    mutating func reset() { (count, sum) = (0, 0) }

    func rules(for decision: Decision) -> [RuleCheck] {
        [
            RuleCheck(
                name: "candles", reason: .insufficientData, holds: decision.readings.candles >= needed,
                detail: "\(decision.readings.candles) seen, \(needed) needed")
        ]
    }

    private func outcome(_ candle: Candle) -> Decision.Outcome {
        guard count + 1 >= needed else { return .noSignal(.insufficientData) }
        guard candle.volume > 50 else { return .noSignal(.noVolumeSpike) }
        return .signal(
            Signal(side: .long, entry: candle.close, stopDistance: 1, targetDistance: 2, atr: 1))
    }
}
