/// How a unit grows from its open through its high and its low to its close, trade by trade.
///
/// The price goes along twelve legs, the end of one being the high and of another the low; which comes first, and when,
/// follows from `chance`. Volumes rise in step with the trades. A unit whose number of trades is not known grows in
/// ``stepsWithoutTrades`` steps instead.
struct CandleGrowth {
    /// The steps of a unit with a volume, but without a number of trades.
    static let stepsWithoutTrades: Int64 = 240
    /// A trillion trades: a recording that claims more still grows.
    private static let stepsMax: Int64 = 1_000_000_000_000
    private static let legs = 12

    /// The unit once it is closed.
    let whole: Kline
    /// The steps from nothing to the whole; 0 in a unit without trades.
    let steps: Int64
    private let waypoints, highs, lows: [Double]
    private let turns: (first: Int, second: Int)
    private let priceScale: Double
    private let sizeDigits: Int
    private let chance: UInt64
    private let length: Int64

    /// - Parameters:
    ///   - whole: the closed unit.
    ///   - length: the unit's length in milliseconds; the whole may have closed earlier.
    ///   - chance: the number that decides about its way.
    ///   - instrument: whose ticks and steps prices and volumes on the way keep to.
    init(_ whole: Kline, length: Int64, chance: UInt64, instrument: Instrument) {
        self.whole = whole
        self.length = length
        self.chance = chance
        steps =
            whole.trades > 0 ? min(whole.trades, Self.stepsMax) : (whole.volume != .zero ? Self.stepsWithoutTrades : 0)
        priceScale = SeededSymbol.powers[instrument.priceDigits]
        sizeDigits = instrument.sizeDigits
        turns = (2 + Int(chance % 4), 7 + Int(chance >> 8 % 4))
        waypoints = Self.waypoints(of: whole, turns, chance, priceScale)
        highs = Self.running(waypoints, max)
        lows = Self.running(waypoints, min)
    }

    /// A number that decides when, within the pace of a feed, the unit is sent.
    var phase: UInt64 { Chance.number(chance, 40) }

    /// The steps done by a time, from 0 before the unit opens to ``steps`` when it closes; never fewer at a later time.
    func steps(by time: Int64) -> Int64 {
        if time > whole.closeTime { return steps }
        let span = Double(whole.closeTime - whole.openTime + 1)
        let part = Double(max(0, time - whole.openTime)) / span
        let bend = 1.2 * Chance.fraction(Chance.number(chance, 20)) - 0.6
        let done = part + bend * part * (1 - part)
        return min(steps, Int64(Double(steps) * done + Chance.fraction(Chance.number(chance, 21))))
    }

    /// The first millisecond at which so many steps are done.
    func time(ofStep step: Int64) -> Int64 {
        var (low, high) = (whole.openTime, whole.closeTime + 1)
        while low < high {
            let middle = (low + high) / 2
            if steps(by: middle) < step { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The steps at which the candle opens, has its first and its second extreme, and is whole; ascending, at most 4.
    var milestones: [Int64] {
        guard steps > 0 else { return [] }
        let wanted: [Int64] = [1, step(ofLeg: turns.first), step(ofLeg: turns.second), steps]
        return wanted.enumerated().filter { $0 == 0 || wanted[$0 - 1] < $1 }.map(\.element)
    }

    /// The unit after so many steps; the number is taken into 1 to ``steps``.
    func forming(after step: Int64) -> Kline {
        let step = min(max(1, step), steps)
        let end = whole.openTime + length - 1
        guard step < steps else {
            var kline = whole
            kline.closeTime = end
            return kline
        }
        let leg = Int(way(after: step))
        let price = price(after: step)
        let part = Double(step) / Double(steps)
        let trades = whole.trades > 0 ? step : 0
        return Kline(
            openTime: whole.openTime, closeTime: end, open: whole.open, high: max(highs[leg], price),
            low: min(lows[leg], price), close: price, volume: whole.volume.part(part, digits: sizeDigits),
            quoteVolume: whole.quoteVolume.part(part, digits: 4),
            takerVolume: whole.takerVolume.part(part, digits: sizeDigits),
            takerQuoteVolume: whole.takerQuoteVolume.part(part, digits: 4), trades: trades,
            firstTradeID: whole.firstTradeID,
            lastTradeID: whole.firstTradeID < 0 ? -1 : whole.firstTradeID + trades - 1)
    }

    /// One second of a minute, with what is traded in it; together the sixty are the minute.
    ///
    /// - Parameters:
    ///   - index: 0 to 59.
    ///   - lastClose: the close of the minute before.
    func second(_ index: Int64, lastClose: Double) -> Kline {
        let openTime = whole.openTime + index * 1000
        let done = steps(by: openTime)
        let end = index == 59 ? steps : steps(by: openTime + 1000)
        guard end > done else {
            return Kline(flat: done > 0 ? price(after: done) : lastClose, openTime: openTime, length: 1000)
        }
        var second = forming(after: end)
        (second.openTime, second.closeTime) = (openTime, openTime + 999)
        second.open = price(after: done + 1)
        let passed = waypoints[(done > 0 ? Int(way(after: done)) + 1 : 0)..<Int(way(after: end)) + 1]
        second.high = passed.reduce(max(second.open, second.close), max)
        second.low = passed.reduce(min(second.open, second.close), min)
        if done > 0 { second.subtractAmounts(of: forming(after: done)) }
        return second
    }

    /// How far along the legs the price is after so many steps, at least 1.
    private func way(after step: Int64) -> Double {
        step >= steps ? Double(Self.legs) : Double(step - 1) / Double(steps - 1) * Double(Self.legs)
    }

    private func price(after step: Int64) -> Double {
        let way = way(after: step)
        let leg = min(Self.legs - 1, Int(way))
        let reached = waypoints[leg] + (waypoints[leg + 1] - waypoints[leg]) * (way - Double(leg))
        return (reached * priceScale).rounded() / priceScale
    }

    private func step(ofLeg leg: Int) -> Int64 {
        min(steps, 1 + (Int64(leg) * (steps - 1) + Int64(Self.legs) - 1) / Int64(Self.legs))
    }

    private static func waypoints(
        of whole: Kline, _ turns: (first: Int, second: Int), _ chance: UInt64, _ scale: Double
    ) -> [Double] {
        let rises = whole.close > whole.open
        let lowFirst = Chance.fraction(Chance.number(chance, 22)) < (rises ? 0.7 : 0.3)
        let first = lowFirst ? whole.low : whole.high
        let second = lowFirst ? whole.high : whole.low
        let corners = [(0, whole.open), (turns.first, first), (turns.second, second), (legs, whole.close)]
        var points: [Double] = [whole.open]
        for (from, to) in zip(corners, corners.dropFirst()) {
            for place in (from.0 + 1)..<to.0 {
                let part = Double(place - from.0) / Double(to.0 - from.0)
                let sway = (Chance.fraction(Chance.number(chance, Int64(23 + place))) - 0.5) * 0.3
                let price = from.1 + (to.1 - from.1) * part + sway * (whole.high - whole.low)
                points.append(min(whole.high, max(whole.low, (price * scale).rounded() / scale)))
            }
            points.append(to.1)
        }
        return points
    }

    private static func running(_ values: [Double], _ pick: (Double, Double) -> Double) -> [Double] {
        var best = values[0]
        return values.map { value in
            best = pick(best, value)
            return best
        }
    }
}
