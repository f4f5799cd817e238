import Glibc

/// Makes the minutes of one symbol of the seeded market, a block at a time.
///
/// The price follows the whole market's path and one of its own, with a little noise from minute to minute that makes
/// short swings turn sooner. A minute's high and low are those of a Brownian bridge from its open to its close, and
/// its volume rises with volatility, with the size of its move, and above all where the short trend turns: there
/// signals are found.
struct SeededSymbol: Sendable {
    let listing: SeededListing
    /// How much of a symbol's deviation is the whole market's, and how much its own.
    private static let marketShare = 0.65, ownShare = 0.65
    /// The minutes before a block that are made with it, for what a minute inherits: its open, and the trend.
    private static let lead = NoisePath.blockLength
    /// The minutes in a block, the stretch that is made at once.
    static let blockLength = pathBlocks * NoisePath.blockLength
    private static let pathBlocks = 4
    private let stream: UInt64
    private let path: NoisePath
    private let field: VolatilityField
    private let tradeChance: UInt64

    init(listing: SeededListing, seed: UInt64) {
        self.listing = listing
        let name = listing.instrument.name.utf8.reduce(seed) { Chance.mixed($0 ^ UInt64($1)) }
        stream = name
        path = NoisePath(stream: Chance.mixed(name ^ 1), deviation: listing.deviation * Self.ownShare, anchors: 0.12)
        field = VolatilityField(stream: Chance.mixed(name ^ 2))
        tradeChance = Chance.mixed(name ^ 3)
    }

    /// The number behind everything that chance decides within a minute.
    func chance(at minute: Int64) -> UInt64 { Chance.number(tradeChance, minute) }

    /// The minutes of a block. `market` gives a block of the whole market's path.
    func minutes(ofBlock index: Int64, market: (Int64) -> [Double]) -> [SeededMinute] {
        let first = index * Int64(Self.blockLength) - Int64(Self.lead)
        let levels = levels(ofBlock: index, market: market)
        let volatilities = field.factors(from: first, count: Self.lead + Self.blockLength)
        var trend = Trend()
        var close = ticks(levels[0])
        var minutes: [SeededMinute] = []
        minutes.reserveCapacity(Self.blockLength)
        for place in 1..<levels.count {
            let step = Step(
                minute: first + Int64(place) - 1, change: levels[place] - levels[place - 1],
                deviation: listing.deviation * volatilities[place - 1], volatility: volatilities[place - 1],
                turns: trend.turns(with: levels[place]))
            let made = self.minute(step, from: close, to: ticks(levels[place]))
            close = made.close
            if place > Self.lead { minutes.append(made) }
        }
        return minutes
    }

    /// What decides about a minute, beside the prices.
    private struct Step {
        var minute: Int64
        /// By how much the logarithm of the price changes, and by how much it would be expected to.
        var change, deviation: Double
        var volatility: Double
        /// Whether the short trend turns.
        var turns: Bool
    }

    /// The logarithms of the price at the starts of the lead's and the block's minutes, and at the block's end.
    private func levels(ofBlock index: Int64, market: (Int64) -> [Double]) -> [Double] {
        let start = index * Int64(Self.pathBlocks)
        let blocks = start - 1..<start + Int64(Self.pathBlocks)
        let own = Self.joined(blocks.map { path.block($0, field: field) })
        let shared = Self.joined(blocks.map(market))
        let first = (start - 1) * Int64(NoisePath.blockLength)
        let level = log(listing.price)
        let share = Self.marketShare * listing.deviation
        return own.indices.map { place in
            let noise = Chance.normal(Chance.number(stream, first + Int64(place)))
            return level + own[place] + share * shared[place] + 0.7 * listing.deviation * noise
        }
    }

    /// Path blocks one after another; the end of one is the beginning of the next.
    private static func joined(_ blocks: [[Double]]) -> [Double] {
        blocks.dropLast().flatMap { $0.dropLast() } + (blocks.last ?? [])
    }

    private func ticks(_ logarithm: Double) -> Int64 {
        max(1, Int64((exp(logarithm) * Self.powers[listing.instrument.priceDigits]).rounded()))
    }

    private func minute(_ step: Step, from before: Int64, to target: Int64) -> SeededMinute {
        let number = chance(at: step.minute)
        let move = min(4, abs(step.change) / step.deviation)
        let noise = exp(0.27 * Chance.normal(Chance.number(number, 1)))
        let spike = step.turns ? 2.6 + 1.6 * Chance.fraction(Chance.number(number, 2)) : 1
        let turnover = listing.dailyTurnover / 1440 * step.volatility * (0.6 + 0.3 * move) * noise * spike

        let trades = self.trades(turnover: turnover, minute: step.minute, number: number)
        if trades == 0 {
            return SeededMinute(open: before, high: before, low: before, close: before, volume: 0, trades: 0)
        }
        let price = Double(target) / Self.powers[listing.instrument.priceDigits]
        let steps = Int64((turnover / price * Self.powers[listing.instrument.sizeDigits]).rounded())
        if trades == 1 {
            return SeededMinute(
                open: target, high: target, low: target, close: target, volume: max(1, steps), trades: 1)
        }
        let open = max(1, before + gap(before, number))
        let deviation = Double(target) * step.deviation
        let (high, low) = extremes(open, target, deviation, number, isWide: trades >= 4)
        return SeededMinute(
            open: open, high: high, low: low, close: target, volume: max(trades, steps), trades: trades)
    }

    /// Whole trades of some 120 to 1,200 quote units; never none in each 64th minute, so that the price before a minute
    /// without trades lies within the lead.
    private func trades(turnover: Double, minute: Int64, number: UInt64) -> Int64 {
        let size = min(1200, max(120, listing.dailyTurnover / 1e6))
        let trades = Int64(turnover / size + Chance.fraction(Chance.number(number, 3)))
        return minute % 64 == 0 ? max(1, trades) : trades
    }

    /// Every third minute opens a tick away from the last close, where a tick is small enough to be lost in the price.
    private func gap(_ before: Int64, _ number: UInt64) -> Int64 {
        guard before > 10_000 else { return 0 }
        return switch Chance.number(number, 4) % 6 {
        case 0: 1
        case 1: -1
        default: 0
        }
    }

    /// The extremes of a Brownian bridge between two prices: the maximum has the distribution
    /// `(a + b + √((b − a)² − 2σ² ln U)) / 2`; the minimum is drawn alike, as if it did not depend on the maximum.
    private func extremes(
        _ open: Int64, _ close: Int64, _ deviation: Double, _ number: UInt64, isWide: Bool
    ) -> (high: Int64, low: Int64) {
        let (top, bottom) = (max(open, close), min(open, close))
        guard isWide else { return (top, bottom) }
        func reach(_ place: Int64) -> Double {
            let chance = max(1e-9, Chance.fraction(Chance.number(number, place)))
            let span = Double(close - open)
            return ((span * span - 2 * deviation * deviation * log(chance)).squareRoot() - abs(span)) / 2
        }
        return (top + Int64(reach(5).rounded()), max(1, bottom - Int64(reach(6).rounded())))
    }

    static let powers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10]
}

/// Notices where the short trend of a price turns: two moving averages, of 5 and 9 minutes, cross.
private struct Trend {
    private var fast: Double?
    private var slow = 0.0
    private var isUp = false

    mutating func turns(with level: Double) -> Bool {
        guard let last = fast else {
            (fast, slow) = (level, level)
            return false
        }
        let next = last + (level - last) / 3
        slow += (level - slow) / 5
        fast = next
        let wasUp = isUp
        isUp = next > slow
        return isUp != wasUp
    }
}
