/// Decides what a kline stream sends, and when: a machine over simulated time.
///
/// ``nextEvent`` says when something is due; ``fire()`` does it, and moves on. Forming updates come at the feed's
/// pace and only when something was traded since the last one; the closed candle comes 2 to 6 ms after its close
/// time, as the field has it, and the first of the next 0.05 to 2.7 s later.
struct KlineFeed {
    /// When forming updates are sent.
    enum Pace: Equatable {
        /// Every so many milliseconds of simulated time.
        case every(milliseconds: Int64)
        /// At the open, the two extremes and the close of a unit; at its close only, if it is a part of a longer
        /// candle.
        case milestones
    }
    /// How soon after its open a candle is sent, in milliseconds.
    private static let firstUpdate: Int64 = 50
    private enum Event { case update(steps: Int64?), close }

    /// When something is due next, in simulated milliseconds since 1970; `nil` once a recording has ended.
    private(set) var nextEvent: Int64?
    private let assembler: KlineAssembler
    private let pace: Pace
    private let sendsQuietCandles: Bool
    private var event = Event.close
    private var growth: CandleGrowth
    private var following: Kline?
    private var folded: Kline?
    private var openTime: Int64
    private var milestones: ArraySlice<Int64> = []
    private var sentSteps: Int64 = 0

    /// A feed that begins at `now`, within the candle that is running then or before the next one; `nil` if there is
    /// none.
    init?(_ assembler: KlineAssembler, pace: Pace, sendsQuietCandles: Bool, now: Int64) {
        let market = assembler.market
        let running = market.unit(of: assembler.instrument, assembler.unit, opensAtOrBefore: now)
            .flatMap { $0.closeTime >= now ? $0 : nil }
        let first = running ?? market.unit(of: assembler.instrument, assembler.unit, opensAtOrAfter: now)
        guard let first else { return nil }
        (self.assembler, self.pace, self.sendsQuietCandles) = (assembler, pace, sendsQuietCandles)
        openTime = assembler.openTime(containing: first.openTime)
        folded = assembler.folded(from: openTime, before: first.openTime)
        growth = assembler.growth(of: first)
        enter(first, now: now, done: growth.steps(by: now))
    }

    /// Does what is due at ``nextEvent``, and returns what to send for it, if anything.
    mutating func fire() -> KlinePush? {
        guard let time = nextEvent else { return nil }
        switch event {
        case .update(let steps):
            let push = update(at: time, steps: steps ?? growth.steps(by: time))
            scheduleUpdate(after: time)
            return push
        case .close:
            return close(at: time)
        }
    }

    private mutating func update(at time: Int64, steps: Int64) -> KlinePush? {
        guard steps > sentSteps else { return nil }
        sentSteps = steps
        return KlinePush(eventTime: time, kline: joined(growth.forming(after: steps)), isClosed: false)
    }

    private mutating func close(at time: Int64) -> KlinePush? {
        let unit = growth.whole
        var kline = joined(unit)
        let nextOpenTime = following.map { assembler.openTime(containing: $0.openTime) }
        let isWhole = nextOpenTime.map { $0 != openTime } ?? (assembler.closeTime(endedBy: unit) <= unit.closeTime)
        if isWhole { kline.closeTime = assembler.closeTime(endedBy: unit) }
        folded = isWhole ? nil : kline
        if let following {
            if isWhole { openTime = assembler.openTime(containing: following.openTime) }
            growth = assembler.growth(of: following)
            enter(following, now: time, done: 0)
        } else {
            nextEvent = nil
        }
        let isSent = isWhole && (kline.trades > 0 || kline.volume != .zero || sendsQuietCandles)
        return isSent ? KlinePush(eventTime: time, kline: kline, isClosed: true) : nil
    }

    /// The candle so far: its earlier units and this one.
    private func joined(_ unit: Kline) -> Kline {
        guard var kline = folded else { return unit.opening(at: openTime, length: assembler.timeframe.milliseconds) }
        kline.fold(unit)
        return kline.opening(at: openTime, length: assembler.timeframe.milliseconds)
    }

    /// - Parameter done: the steps of the unit that lie before the feed's beginning.
    private mutating func enter(_ unit: Kline, now: Int64, done: Int64) {
        sentSteps = 0
        following = assembler.unit(after: unit.openTime)
        switch pace {
        case .every(let period):
            let phase = Self.firstUpdate + Int64(growth.phase % UInt64(period + period * 13 / 40))
            let first = unit.openTime + phase
            let missed = max(0, (now - first + period) / period)
            schedule(update: first + missed * period)
        case .milestones:
            let all = growth.milestones
            milestones = assembler.unit == assembler.timeframe ? all[...] : all.suffix(1)
            milestones = milestones.drop { $0 <= done }
            scheduleUpdate(after: now)
        }
    }

    private mutating func scheduleUpdate(after time: Int64) {
        switch pace {
        case .every(let period):
            schedule(update: time + period)
        case .milestones:
            guard let step = milestones.popFirst() else { return scheduleClose() }
            event = .update(steps: step)
            let done = max(growth.whole.openTime + Self.firstUpdate, growth.time(ofStep: step))
            nextEvent = max(time, min(growth.whole.closeTime, done))
        }
    }

    private mutating func schedule(update time: Int64) {
        guard time <= growth.whole.closeTime else { return scheduleClose() }
        event = .update(steps: nil)
        nextEvent = time
    }

    /// The unit that ends a candle closes with it, which is later than the unit itself where units are missing behind
    /// it.
    private mutating func scheduleClose() {
        let unit = growth.whole
        let next = following.map { assembler.openTime(containing: $0.openTime) }
        let endsCandle = next.map { $0 != openTime } ?? false
        let closeTime = endsCandle ? max(unit.closeTime, assembler.closeTime(endedBy: unit)) : unit.closeTime
        event = .close
        nextEvent = closeTime + 2 + Int64(growth.phase >> 32 % 5)
    }
}
