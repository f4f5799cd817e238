import WickMarket
import WickRisk
import WickStrategy

/// What is known of one series.
struct Track: Sendable {
    let key: SeriesKey
    private(set) var strategy: any Strategy
    var rules = InstrumentRules()
    private(set) var lastDecision: Decision?
    private(set) var history: DecisionHistory
    var lastRecord: SignalRecord?
    /// The strategy as it was before ``oldest``, the first candle that the buffer keeps: from there it can see all of the
    /// buffer anew and be as if the right values had come at once, however much it remembers of what the buffer forgot.
    /// `nil` where candles are never corrected.
    private var strategyBefore: (any Strategy)?
    private var oldest: Candle?

    /// - Parameters:
    ///   - strategy: one that has seen no candle.
    ///   - capacity: the closed candles that the buffer keeps, at least 1; as many decisions are kept.
    ///   - mayBeCorrected: whether closed candles can come again with other values.
    init(key: SeriesKey, strategy: any Strategy, capacity: Int, mayBeCorrected: Bool) {
        (self.key, self.strategy) = (key, strategy)
        history = DecisionHistory(capacity: capacity)
        strategyBefore = mayBeCorrected ? strategy : nil
    }

    /// Takes in the next closed candle, which is the last of `buffer` already.
    ///
    /// - Parameter scratch: a series of any content, which is overwritten.
    mutating func update(
        _ candle: Candle, followsHole: Bool, in buffer: CandleSeries, scratch: inout CandleSeries
    ) -> Decision {
        if strategyBefore != nil { follow(oldest: buffer[0], scratch: &scratch) }
        return decide(candle, followsHole: followsHole, in: buffer)
    }

    /// Has the strategy see all of the buffer anew.
    mutating func rebuild(from buffer: CandleSeries) {
        if let strategyBefore { strategy = strategyBefore } else { strategy.reset() }
        history.removeAll()
        if !buffer.isEmpty { oldest = buffer[0] }
        var seen = CandleSeries(capacity: buffer.capacity)
        for index in 0..<buffer.count {
            let candle = buffer[index]
            let followsHole = seen.last.map { !isNext(candle, after: $0) } ?? false
            seen.append(candle)
            _ = decide(candle, followsHole: followsHole, in: seen)
        }
    }

    /// Decides by another strategy from now on, which has seen no candle but sees those that are kept.
    mutating func replace(_ strategy: any Strategy, buffer: CandleSeries) {
        self.strategy = strategy
        if strategyBefore != nil { strategyBefore = strategy }
        rebuild(from: buffer)
    }

    /// Keeps nothing that takes room, of a series that is watched no more.
    mutating func forget() {
        strategy.reset()
        (strategyBefore, oldest) = (nil, nil)
        history = DecisionHistory(capacity: 1)
        (lastDecision, lastRecord) = (nil, nil)
    }

    private mutating func decide(_ candle: Candle, followsHole: Bool, in buffer: CandleSeries) -> Decision {
        if followsHole { strategy.reset() }
        let decision = strategy.update(closed: candle, in: buffer)
        lastDecision = decision
        history.append(decision, followsHole: followsHole)
        return decision
    }

    /// Takes in what the newest candle pushed out of the buffer.
    private mutating func follow(oldest kept: Candle, scratch: inout CandleSeries) {
        defer { oldest = kept }
        guard let gone = oldest, gone.openTime != kept.openTime else { return }
        scratch.removeAll()
        scratch.append(gone)
        _ = strategyBefore?.update(closed: gone, in: scratch)
        if !isNext(kept, after: gone) { strategyBefore?.reset() }
    }

    private func isNext(_ candle: Candle, after earlier: Candle) -> Bool {
        key.timeframe.next(after: earlier.openTime) == candle.openTime
    }
}
