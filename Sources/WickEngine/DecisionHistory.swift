import Collections
import WickMarket
import WickStrategy

/// What a strategy said of the newest closed candles of a series, one row for each candle that the series keeps.
///
/// Only what a table of candles shows is kept: 56 bytes a candle, as a thousand series may be watched. Signals are rare
/// and lie aside.
struct DecisionHistory: Sendable {
    private struct Row: Sendable {
        // Not a number stands for an undefined indicator: half the size of an optional.
        var emaFast, emaSlow, rsi, atr: Double
        /// Why there was no signal; `nil` where there was one.
        var reason: NoSignalReason?
        var followsHole: Bool
    }

    private let capacity: Int
    /// A ring: row `number` lies at `number % capacity`.
    private var rows: [Row] = []
    private var newestNumber = -1
    private var newestOpenTime: Timestamp?
    private var signals: Deque<(number: Int, signal: Signal)> = []

    /// A history of the newest `capacity` candles, at least 1.
    init(capacity: Int) { self.capacity = capacity }

    /// Adds what was said of the next closed candle. It allocates nothing but at the first candle and for signals.
    mutating func append(_ decision: Decision, followsHole: Bool) {
        if rows.isEmpty { rows.reserveCapacity(capacity) }
        let readings = decision.readings
        let row = Row(
            emaFast: readings.emaFast ?? .nan, emaSlow: readings.emaSlow ?? .nan, rsi: readings.rsi ?? .nan,
            atr: readings.atr ?? .nan, reason: decision.noSignalReason, followsHole: followsHole)
        newestNumber += 1
        newestOpenTime = decision.openTime
        if rows.count < capacity { rows.append(row) } else { rows[newestNumber % capacity] = row }
        if let oldest = signals.first, oldest.number <= newestNumber - capacity { signals.removeFirst() }
        if let signal = decision.signal { signals.append((newestNumber, signal)) }
    }

    /// Forgets everything.
    mutating func removeAll() {
        rows.removeAll(keepingCapacity: true)
        signals.removeAll()
        (newestNumber, newestOpenTime) = (-1, nil)
    }

    /// The closed candle so many before the newest of `series` (0), with what was said of it.
    ///
    /// - Precondition: the series keeps that candle.
    /// - Returns: without a word of the strategy, where it was not asked about this candle.
    func row(fromNewest back: Int, in series: CandleSeries) -> CandleRow {
        let candle = series[series.count - 1 - back]
        var readings = IndicatorReadings(of: candle, candles: 0)
        guard back < rows.count, newestOpenTime == series.last?.openTime else {
            return CandleRow(candle: candle, outcome: .noSignal(.insufficientData), readings: readings)
        }
        let row = rows[(newestNumber - back) % capacity]
        func value(_ number: Double) -> Double? { number.isNaN ? nil : number }
        (readings.emaFast, readings.emaSlow) = (value(row.emaFast), value(row.emaSlow))
        (readings.rsi, readings.atr) = (value(row.rsi), value(row.atr))
        return CandleRow(
            candle: candle, outcome: outcome(row, number: newestNumber - back), readings: readings,
            followsHole: row.followsHole)
    }

    private func outcome(_ row: Row, number: Int) -> Decision.Outcome {
        if let reason = row.reason { return .noSignal(reason) }
        guard let signal = signals.last(where: { $0.number == number })?.signal else {
            preconditionFailure("row \(number) has neither a reason nor a signal")
        }
        return .signal(signal)
    }
}

extension CandleRow {
    fileprivate init(
        candle: Candle, outcome: Decision.Outcome, readings: IndicatorReadings, followsHole: Bool = false
    ) {
        self.init(
            candle: candle, decision: Decision(openTime: candle.openTime, outcome: outcome, readings: readings),
            followsHole: followsHole)
    }
}
