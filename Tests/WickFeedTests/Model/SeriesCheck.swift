import WickMarket

@testable import WickFeed

/// What a series has delivered so far, as its check counts it.
struct SeriesCheck {
    var last: Int?
    var delivered = 0
    var holes = 0
}

extension Simulation {
    /// How old a candle may be that is called fresh, in milliseconds: what the feed grants, and the way of the message.
    static let freshMax = SeriesSequencer.freshMilliseconds + 2_000

    func check(_ event: FeedEvent) {
        switch event {
        case .closed(let closed):
            guard let number = number(of: closed.series) else { return fail("a candle of what is not watched") }
            check(closed, number)
        case .corrected(let series, let candle):
            guard let number = number(of: series) else { return fail("a correction of what is not watched") }
            if !market.isTrue(number, index(of: candle, number), candle) {
                fail(number, candle, "corrected to what is not true")
            }
        case .added(let series, let key):
            if let number = keys.firstIndex(of: key) { checks[number] = SeriesCheck() }
            if !added.insert(series).inserted { fail("\(key) was added at index \(series), which is in use") }
        case .removed(let series):
            if added.remove(series) == nil { fail("index \(series) was removed, which is not in use") }
        case .repaired(let report): checkCorrected(before: report)
        case .status, .notice, .instrument, .timeframe, .banned: break
        }
    }

    /// What was corrected behind our back is put right with what we missed, unless an answer left that row out.
    private func checkCorrected(before gap: GapReport) {
        guard gap.filled > 0, let number = number(of: gap.series) else { return }
        let buffer = feed.router.buffers[gap.series]
        let known = (0..<buffer.count).last { buffer[$0].openTime < gap.from }.map { buffer[$0] }
        guard let known, let slot = market.slot(number, index(of: known, number)), known != slot.candle,
            !leftOut[number].contains(index(of: known, number))
        else { return }
        fail(number, known, "was not corrected though what follows was fetched")
    }

    /// Which of the market's series the feed's series is; `nil` if the feed does not watch it.
    func number(of series: Int) -> Int? {
        let key = feed.router.keys[series]
        return feed.index(of: key) == series && added.contains(series) ? keys.firstIndex(of: key) : nil
    }

    private func check(_ closed: ClosedCandle, _ number: Int) {
        let candle = closed.candle
        let index = index(of: candle, number)
        if !market.isTrue(number, index, candle) { fail(number, candle, "not the truth: \(candle)") }
        if feed.router.buffers[closed.series].last != candle { fail(number, candle, "not the last of its buffer") }
        if let last = checks[number].last {
            if index <= last { fail(number, candle, "after slot \(last)") }
            let between = (last + 1)..<max(index, last + 1)
            let lost = between.filter { market.slot(number, $0) != nil }
            if !lost.isEmpty { fail(number, candle, "without slots \(lost)") }
            if closed.holesBefore != between.count { fail(number, candle, "with \(closed.holesBefore) holes") }
        }
        checkAge(closed, number)
        checks[number].last = index
        checks[number].delivered += 1
        checks[number].holes += closed.holesBefore
    }

    private func checkAge(_ closed: ClosedCandle, _ number: Int) {
        let index = index(of: closed.candle, number)
        guard let truth = market.slot(number, index) else { return }
        if exchangeTime < truth.closeTime { fail(number, closed.candle, "before it closed") }
        let age = exchangeTime.milliseconds(since: market.series[number].openTime(index + 1))
        if closed.timeliness == .fresh, age > Self.freshMax {
            fail(number, closed.candle, "fresh after \(age) ms")
        }
    }

    func index(of candle: Candle, _ number: Int) -> Int { market.series[number].index(of: candle.openTime) }

    func fail(_ number: Int, _ candle: Candle, _ what: String) {
        violations.append("seed \(seed) at \(time) ms: \(keys[number]) slot \(index(of: candle, number)): \(what)")
    }

    func fail(_ what: String) { violations.append("seed \(seed) at \(time) ms: \(what)") }

    /// A connection that is replaced must go: no more stand than are being replaced at a time.
    func checkConnections() {
        let most = feed.shards.count * 4
        if connections.count > most { fail("\(connections.count) connections for \(feed.shards.count) parts") }
    }

    /// What has to be right at the end: all is delivered that has closed, the account adds up, and the feed knows that it is
    /// well.
    func finish() {
        let watched = feed.order.map { feed.router.keys[$0] }
        if watched != wanted { fail("\(watched) is watched for \(wanted)") }
        if feed.nextTimeframe != nil || added != Set(feed.order) { fail("\(added.sorted()) for \(feed.order)") }
        for series in feed.order {
            let key = feed.router.keys[series]
            if let number = keys.firstIndex(of: key) {
                finish(series, number)
            } else if feed.state(of: series, now: now) != .unavailable("unknown symbol") {
                fail("\(key) is \(feed.state(of: series, now: now))")
            }
        }
        // Where hardly anything trades, silence is taken for trouble, which costs connections but no candle.
        let isAnyServed = wanted.isEmpty || wanted.contains { $0.symbol != Self.unknownSymbol }
        if market.isBusy, isAnyServed, feed.status.state != .live, feed.status.state != .lagging {
            fail("\(feed.status)")
        }
    }

    private func finish(_ series: Int, _ number: Int) {
        // Without trades no later row shows that a row is closed, and that takes its time.
        let grace: Int64 = market.isBusy ? 15_000 : 75_000
        let due = market.series[number].slots.indices.last { index in
            guard let slot = market.slot(number, index) else { return false }
            return exchangeTime.milliseconds(since: slot.closeTime) > grace
        }
        if let due, (checks[number].last ?? -1) < due {
            fail("\(keys[number]) has come to \(checks[number].last ?? -1) of \(due): \(feed.status)")
        }
        let ledger = feed.ledger(of: series)
        if ledger.fromStream + ledger.fromREST != checks[number].delivered || ledger.holes != checks[number].holes {
            fail("\(keys[number]): \(ledger) for \(checks[number])")
        }
        let buffer = feed.router.buffers[series]
        for place in 0..<buffer.count where !market.isTrue(number, index(of: buffer[place], number), buffer[place]) {
            fail(number, buffer[place], "not true in the buffer")
        }
    }
}
