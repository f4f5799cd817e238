import WickMarket
import WickStrategy

/// What a strategy said of the newest closed candles, kept small: one row for each candle that its series keeps.
struct DecisionHistory: Sendable {
    private struct Row: Sendable {
        var openTime: Timestamp
        // Not a number stands for an undefined indicator: half the size of an optional.
        var emaFast, emaSlow, rsi, atr, volumeAverage: Double
        var followsHole: Bool
        var outcome: Decision.Outcome?
    }

    private let capacity: Int
    private var rows: [Row] = []
    private var next = 0

    init(capacity: Int) { self.capacity = capacity }

    /// Adds what was said of the next closed candle.
    mutating func append(_ decision: Decision, followsHole: Bool) {
        let readings = decision.readings
        let row = Row(
            openTime: decision.openTime, emaFast: readings.emaFast ?? .nan, emaSlow: readings.emaSlow ?? .nan,
            rsi: readings.rsi ?? .nan, atr: readings.atr ?? .nan, volumeAverage: readings.volumeAverage ?? .nan,
            followsHole: followsHole, outcome: decision.outcome)
        if rows.count < capacity { rows.append(row) } else { rows[next] = row }
        next = (next + 1) % capacity
    }

    /// Forgets everything.
    mutating func removeAll() {
        rows.removeAll(keepingCapacity: true)
        next = 0
    }

    /// What was said of a candle, counted back from the newest (0); `nil` beyond what is kept or if it is not that candle.
    func row(fromNewest back: Int, candle: Candle) -> CandleRow? {
        guard back < rows.count else { return nil }
        let row = rows[(next - 1 - back + 2 * rows.count) % rows.count]
        guard row.openTime == candle.openTime else { return nil }
        var readings = IndicatorReadings(of: candle, candles: 0)
        func value(_ number: Double) -> Double? { number.isNaN ? nil : number }
        (readings.emaFast, readings.emaSlow) = (value(row.emaFast), value(row.emaSlow))
        (readings.rsi, readings.atr) = (value(row.rsi), value(row.atr))
        readings.volumeAverage = value(row.volumeAverage)
        let outcome = row.outcome ?? .noSignal(.noSetup)
        return CandleRow(
            candle: candle, decision: Decision(openTime: row.openTime, outcome: outcome, readings: readings),
            followsHole: row.followsHole)
    }
}
