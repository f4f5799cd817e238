import WickEngine
import WickMarket
import WickRisk
import WickStrategy

/// Where the newest signal of a series would get in and out.
struct SignalLevels: Equatable {
    /// The open time of the candle that gave the signal.
    let openTime: Timestamp
    let side: Side
    /// Prices in quote units; `nil` where the signal leaves them open and no plan is at hand.
    let entry: Double
    let stop, target: Double?

    /// The levels of the newest signal among the candles at hand; `nil` without one.
    ///
    /// - Parameter log: the records at hand. A plan among them tells the prices as they were rounded.
    init?(_ selected: SelectedSeries, log: [SignalRecord]) {
        guard let row = selected.candles.last(where: { $0.decision.signal != nil }),
            let signal = row.decision.signal
        else { return nil }
        let record = log.last { $0.key == selected.key && $0.openTime == row.candle.openTime }
        self.init(signal, of: row.candle.openTime, verdict: record?.verdict)
    }

    /// The levels of a signal: those of its plan, else its own.
    init(_ signal: Signal, of openTime: Timestamp, verdict: RiskVerdict?) {
        (self.openTime, side) = (openTime, signal.side)
        if case .plan(let plan)? = verdict {
            (entry, stop, target) = (plan.entry, plan.stopLoss, plan.takeProfit)
            return
        }
        let direction: Double = signal.side == .long ? 1 : -1
        entry = signal.entry
        stop = signal.stopDistance.map { signal.entry - direction * $0 }
        target = signal.targetDistance.map { signal.entry + direction * $0 }
    }
}
