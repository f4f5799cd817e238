import WickMarket
import WickStrategy

/// LONG after every candle, or never.
struct EagerStrategy: Strategy {
    var isSilent = false
    let scale = ReadingScale()

    mutating func update(closed candle: Candle, in series: CandleSeries) -> Decision {
        preview(forming: candle, in: series)
    }

    func preview(forming candle: Candle, in series: CandleSeries) -> Decision {
        let signal = Signal(
            side: .long, entry: candle.close, stopDistance: candle.close / 100, targetDistance: candle.close / 50,
            atr: nil)
        return Decision(
            openTime: candle.openTime, outcome: isSilent ? .noSignal(.noSetup) : .signal(signal),
            readings: IndicatorReadings(of: candle, candles: 1))
    }

    mutating func reset() {}

    func rules(for decision: Decision) -> [RuleCheck] { [] }
}
