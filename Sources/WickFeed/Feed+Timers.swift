import WickMarket
import WickWebSocket

// What time brings.
extension Feed {
    /// How late the stream may say that a candle has closed, in the exchange's milliseconds, before it is asked for.
    static let closeGraceMilliseconds: Int64 = 5_000

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
            askForTimeIfQuiet(now: now)
        }
        sendRequests(now: now)
        refreshStatus(now: now)
    }

    private mutating func tend(_ index: Int, now: ContinuousClock.Instant) {
        let connection = connections[index]
        switch connection.phase {
        case .connecting where now >= connection.connectDeadline:
            let reason = "no connection within \(settings.connectDeadline.components.seconds) s"
            lose(index, reason: reason, retryAfter: nil, closesTransport: true, now: now)
        case .closing where now >= connection.bornAt + settings.connectDeadline:
            lose(index, reason: "replaced", retryAfter: nil, closesTransport: true, now: now)
        case .connecting, .closing:
            break
        case .open:
            if let reason = reasonToGiveUp(connection, now: now) {
                lose(index, reason: reason, retryAfter: nil, closesTransport: true, now: now)
                return
            }
            beat(index, now: now)
        }
    }

    private func reasonToGiveUp(_ connection: StreamConnection, now: ContinuousClock.Instant) -> String? {
        guard connection.toSubscribe.isEmpty, let subscribedAt = connection.subscribedAt else { return nil }
        guard let last = connection.lastDataAt else {
            let mute = subscribedAt.duration(to: now) >= settings.firstFrameDeadline
            return mute ? "no data \(settings.firstFrameDeadline.components.seconds) s after subscribing" : nil
        }
        let isSilent = max(last, subscribedAt).duration(to: now) >= settings.deadAfter
        return isSilent ? "no data for \(settings.deadAfter.components.seconds) s" : nil
    }

    private mutating func beat(_ index: Int, now: ContinuousClock.Instant) {
        let id = connections[index].id
        switch connections[index].heartbeat?.timerFired(now: now) ?? .none {
        case .none:
            break
        case .sendPing:
            connections[index].socket.sendPing([])
            connections[index].budget.messageSent(now: now)
            flush(index)
        case .giveUp:
            let reason = "no answer to a ping within \(settings.pongDeadline.components.seconds) s"
            lose(index, reason: reason, retryAfter: nil, closesTransport: true, now: now)
            return
        }
        if now >= connections[index].retireAt { replace(index, why: "old enough to be cut", now: now) }
        guard let place = place(of: id) else { return }
        subscribeMore(place, now: now)
    }

    private mutating func findOverdue(now: ContinuousClock.Instant) {
        guard let time = exchangeTime else { return }
        for number in series.indices where series[number].unavailable == nil {
            series[number].sequencer.noteExchangeTime(time, grace: Self.closeGraceMilliseconds)
            if series[number].sequencer.missing != nil { repair(number, now: now) }
        }
    }

    /// Without data the exchange's clock stands still for us; then it is asked for now and then, so that candles that
    /// closed unseen are noticed.
    private mutating func askForTimeIfQuiet(now: ContinuousClock.Instant) {
        let lastKnown = max(lastDataAt ?? nextTick - .seconds(3600), timeAskedAt ?? nextTick - .seconds(3600))
        guard lastKnown.duration(to: now) >= .seconds(30) else { return }
        requests.add(.serverTime, notBefore: now)
    }

    mutating func subscribeAll(now: ContinuousClock.Instant) {
        for index in connections.indices { subscribeMore(index, now: now) }
    }

    // MARK: A refused handshake

    mutating func refused(_ index: Int, _ failure: ExchangeFailure, now: ContinuousClock.Instant) {
        let pause: Duration? =
            switch failure.kind {
            case .rateLimited(let pause), .banned(let pause): pause
            case .forbidden, .locationRefused: .seconds(300)
            case .invalidRequest, .unknownSymbol, .serverSide, .malformed: nil
            }
        if let pause { requests.block(until: now + pause) }
        lose(index, reason: "\(exchange.title) refuses: \(failure)", retryAfter: pause, closesTransport: true, now: now)
    }

    // MARK: The state of it all

    /// Works out the state and tells it if it has changed.
    mutating func refreshStatus(now: ContinuousClock.Instant) {
        guard !isStopped else { return }
        setStatus(currentStatus(now: now))
    }

    private func currentStatus(now: ContinuousClock.Instant) -> FeedStatus {
        if let down = shards.first(where: { $0.retryAt != nil }) {
            return FeedStatus(
                state: .reconnecting, detail: down.lastTrouble, attempt: down.backoff.failures, retryAt: down.retryAt)
        }
        let watched = series.filter { $0.unavailable == nil }
        guard !watched.isEmpty else {
            return FeedStatus(state: .stopped, detail: "none of the symbols exists on \(exchange.title)")
        }
        for (number, shard) in shards.enumerated()
        where !connections.contains(where: { $0.shard == number && $0.phase == .open }) {
            let state: FeedState = shard.wasEverOpen ? .reconnecting : .connecting
            return FeedStatus(state: state, detail: "connecting", attempt: shard.backoff.failures)
        }
        guard let last = lastDataAt else {
            let warm = watched.count { $0.sequencer.isWarm }
            let detail = warm < watched.count ? "fetching history: \(warm) of \(watched.count)" : "waiting for data"
            return FeedStatus(state: .connecting, detail: detail)
        }
        let age = last.duration(to: now)
        if age >= settings.staleAfter {
            return FeedStatus(
                state: .stale, detail: "no data for more than \(settings.staleAfter.components.seconds) s")
        }
        let repairing = watched.filter { $0.sequencer.missing != nil }
        if let first = repairing.first {
            let others = repairing.count > 1 ? " and \(repairing.count - 1) more" : ""
            return FeedStatus(state: .lagging, detail: "missing candles of \(first.key)\(others) are being fetched")
        }
        return FeedStatus(state: .live, detail: "data flows")
    }
}
