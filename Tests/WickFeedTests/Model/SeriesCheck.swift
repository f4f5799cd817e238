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
            check(closed)
        case .corrected(let series, let candle):
            if !market.isTrue(series, index(of: candle), candle) {
                fail(series, candle, "corrected to what is not true")
            }
        case .repaired, .status, .notice, .instrument:
            break
        }
    }

    private func check(_ closed: ClosedCandle) {
        let (series, candle) = (closed.series, closed.candle)
        let index = index(of: candle)
        if !market.isTrue(series, index, candle) { fail(series, candle, "not the truth: \(candle)") }
        if feed.router.buffers[series].last != candle { fail(series, candle, "not the last of its buffer") }
        if let last = checks[series].last {
            if index <= last { fail(series, candle, "after minute \(last)") }
            let between = (last + 1)..<max(index, last + 1)
            let lost = between.filter { market.series[series].minutes[$0] != nil }
            if !lost.isEmpty { fail(series, candle, "without minutes \(lost)") }
            if closed.holesBefore != between.count { fail(series, candle, "with \(closed.holesBefore) holes") }
        }
        checkAge(closed)
        checks[series].last = index
        checks[series].delivered += 1
        checks[series].holes += closed.holesBefore
    }

    private func checkAge(_ closed: ClosedCandle) {
        let index = index(of: closed.candle)
        guard let truth = market.series[closed.series].minutes[index] else { return }
        if exchangeTime < truth.closeTime { fail(closed.series, closed.candle, "before it closed") }
        let age = exchangeTime.milliseconds(since: minute(index + 1))
        if closed.timeliness == .fresh, age > Self.freshMax {
            fail(closed.series, closed.candle, "fresh after \(age) ms")
        }
    }

    func index(of candle: Candle) -> Int { Int(candle.openTime.milliseconds(since: minute(0)) / 60_000) }

    func fail(_ series: Int, _ candle: Candle, _ what: String) {
        violations.append("seed \(seed) at \(time) ms: \(keys[series]) minute \(index(of: candle)): \(what)")
    }

    func fail(_ what: String) { violations.append("seed \(seed) at \(time) ms: \(what)") }

    /// What has to be right at the end: all is delivered that has closed, the account adds up, and the feed knows that it is
    /// well.
    func finish() {
        // Without trades no later row shows that a row is closed, and that takes its time.
        let grace: Int64 = market.isBusy ? 15_000 : 75_000
        for number in keys.indices {
            let due = market.series[number].minutes.indices.last { index in
                guard let minute = market.series[number].minutes[index] else { return false }
                return exchangeTime.milliseconds(since: minute.closeTime) > grace
            }
            if let due, (checks[number].last ?? -1) < due {
                fail("\(keys[number]) has come to \(checks[number].last ?? -1) of \(due): \(feed.status)")
            }
            let ledger = feed.ledger(of: number)
            if ledger.fromStream + ledger.fromREST != checks[number].delivered || ledger.holes != checks[number].holes {
                fail("\(keys[number]): \(ledger) for \(checks[number])")
            }
            let buffer = feed.router.buffers[number]
            for place in 0..<buffer.count where !market.isTrue(number, index(of: buffer[place]), buffer[place]) {
                fail(number, buffer[place], "not true in the buffer")
            }
        }
        // Where hardly anything trades, silence is taken for trouble, which costs connections but no candle.
        if market.isBusy, feed.status.state != .live, feed.status.state != .lagging { fail("\(feed.status)") }
    }
}
