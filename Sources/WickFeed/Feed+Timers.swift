import WickMarket
import WickWebSocket

// What time brings.
extension Feed {
    /// How late the stream may say that a candle has closed, in the exchange's milliseconds, before it is asked for.
    static let closeGraceMilliseconds: Int64 = 5_000
    /// How often the exchange's clock is asked for: while data flows, and without.
    static let timeInterval: Duration = .seconds(600), timeIntervalWhenQuiet: Duration = .seconds(30)

    /// A time that ``deadline`` named has come. Harmless when called too early.
    public mutating func timerFired(now: ContinuousClock.Instant) {
        guard !isStopped else { return }
        for index in connections.indices.reversed() { tend(index, now: now) }
        for shard in shards.indices {
            guard let due = shards[shard].retryAt, now >= due else { continue }
            openConnection(shard: shard, now: now)
        }
        if now >= nextTick {
            nextTick = now + .seconds(1)
            findOverdue(now: now)
            for shard in shards.indices { shards[shard].lateness = lateness(shard, now: now) }
            lookIntoSilence(now: now)
            recheckSymbols(now: now)
            askForTimeIfDue(now: now)
            completeSwitchIfReady(now: now)
            let suppressed = notices.timerFired(now: now)
            if suppressed > 0 { notice(.warning, "\(suppressed) more notices of bad messages were left out") }
        }
        sendRequests(now: now)
        refreshStatus(now: now)
    }

    private mutating func tend(_ index: Int, now: ContinuousClock.Instant) {
        switch connections[index].phase {
        case .connecting:
            guard now >= connections[index].phaseDeadline else { return }
            lose(index, reason: "no connection within \(settings.connectDeadline.components.seconds) s", now: now)
        case .closing:
            guard now >= connections[index].phaseDeadline else { return }
            lose(index, reason: "replaced", now: now)
        case .open:
            if isMute(index, now: now) {
                let seconds = settings.firstFrameDeadline.components.seconds
                lose(index, reason: "no data \(seconds) s after subscribing", now: now)
            } else if beat(index, now: now) {
                let isOld = Fixed(wrappedValue: now) >= connections[index].$retireAt
                if isOld { replace(index, why: "old enough to be cut", now: now) }
                subscribeMore(index, now: now)
                retireReplaced(by: index, now: now)
            }
        }
    }

    /// - Returns: `false` if the connection is lost.
    private mutating func beat(_ index: Int, now: ContinuousClock.Instant) -> Bool {
        switch connections[index].heartbeat?.timerFired(now: now) ?? .none {
        case .none:
            return true
        case .sendPing:
            connections[index].socket.sendPing([])
            connections[index].budget.messageSent(now: now)
            flush(index)
            return true
        case .giveUp:
            lose(index, reason: "no answer to a ping within \(settings.pongDeadline.components.seconds) s", now: now)
            return false
        }
    }

    /// Asks for candles whose close is overdue. The estimate is good enough for asking; what is closed the answer says.
    private mutating func findOverdue(now: ContinuousClock.Instant) {
        guard let time = clock.estimate(now: now) else { return }
        for number in series.indices where series[number].isServed {
            series[number].sequencer.noteClock(time, grace: Self.closeGraceMilliseconds)
            if series[number].sequencer.gap != nil { repair(number, now: now) }
        }
    }

    /// Without data no stamps come; then the clock is asked for more often.
    private mutating func askForTimeIfDue(now: ContinuousClock.Instant) {
        guard let asked = timeAskedAt else { return }
        // Before data is called late, another answer has to say so.
        let isLate = shards.indices.contains { (shards[$0].lateness ?? .zero) >= Self.latenessMax }
        let isQuiet = lastDataAt.map { $0.duration(to: now) >= Self.timeIntervalWhenQuiet } ?? true
        let interval = isQuiet || isLate ? Self.timeIntervalWhenQuiet : Self.timeInterval
        if asked.duration(to: now) >= interval { requests.add(.serverTime, notBefore: now) }
    }
}
