import WickMarket
import WickStrategy

/// What the indicators of a series are where nothing goes wrong: a strategy sees each candle once, in order, with the values
/// that hold. It keeps all candles, however few a buffer keeps.
struct FaultlessRun {
    private let fresh: any Strategy
    private var strategy: any Strategy
    private var series = CandleSeries(capacity: 1)
    private var seen: [(candle: Candle, followsHole: Bool)] = []
    private(set) var decision: Decision?

    init(_ strategy: any Strategy) { (fresh, self.strategy) = (strategy, strategy) }

    mutating func append(_ candle: Candle, followsHole: Bool) {
        seen.append((candle, followsHole))
        see(candle, followsHole: followsHole)
    }

    /// Begins anew with the values that hold now.
    mutating func correct(_ candle: Candle) {
        guard let place = seen.lastIndex(where: { $0.candle.openTime == candle.openTime }) else { return }
        seen[place].candle = candle
        strategy = fresh
        series.removeAll()
        for (candle, followsHole) in seen { see(candle, followsHole: followsHole) }
    }

    private mutating func see(_ candle: Candle, followsHole: Bool) {
        if followsHole { strategy.reset() }
        series.append(candle)
        decision = strategy.update(closed: candle, in: series)
    }
}
