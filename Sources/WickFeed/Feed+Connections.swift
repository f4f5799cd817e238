import WickMarket
import WickWebSocket

// Connections: opening, losing, replacing.
extension Feed {
    /// How long the goodbye of a replaced connection may take.
    static let goodbyePatience: Duration = .seconds(5)

    /// The transport of a connection stands.
    public mutating func connected(_ id: ConnectionID, now: ContinuousClock.Instant) {
        guard let index = place(of: id) else { return }
        flush(index)
    }

    /// The transport of a connection failed or ended; `reason` in words.
    public mutating func disconnected(_ id: ConnectionID, reason: String, now: ContinuousClock.Instant) {
        guard let index = place(of: id) else { return }
        lose(index, reason: reason, closesTransport: false, now: now)
    }

    /// Where a connection stands. In steps, for a closure would be given a copy of each: this is asked for each message.
    func place(of id: ConnectionID) -> Int? {
        for index in connections.indices where connections[index].id == id { return index }
        return nil
    }

    /// Whether a shard has a connection that serves it, now or soon, and is here to stay. In steps, likewise.
    func hasCurrent(shard: Int) -> Bool {
        for index in connections.indices where connections[index].shard == shard {
            if connections[index].isCurrent { return true }
        }
        return false
    }

    mutating func openConnection(shard: Int, now: ContinuousClock.Instant) {
        guard !isStopped else { return }
        let url: WebSocketURL
        do {
            url = try WebSocketURL(exchange.streamURL)
        } catch {
            stopForGood("the stream address '\(exchange.streamURL)' is wrong: \(error)")
            return
        }
        shards[shard].retryAt = nil
        lastConnectionNumber += 1
        let id = ConnectionID(number: lastConnectionNumber)
        let socket = WebSocketConnection(
            connectingTo: url, headers: [HTTPHeader(name: "User-Agent", value: userAgent)], random: random)
        let lifetime = settings.connectionLifetime * (1 - Double.random(in: 0..<0.04, using: &random))
        connections.append(
            StreamConnection(
                id: id, shard: shard, socket: socket, connectBy: now + settings.connectDeadline,
                retireAt: now + lifetime, messagesPerSecond: exchange.limits.messagesPerSecond))
        actions.append(.open(id, host: url.host, port: url.port, isSecure: url.isSecure))
        notice(.debug, "connection \(id.number): opening \(exchange.streamURL)")
    }

    /// The handshake is done: everything of the shard is to be subscribed.
    mutating func opened(_ index: Int, _ response: HTTPResponse, now: ContinuousClock.Instant) {
        let shard = connections[index].shard
        serverName = response.header("Server").map { String($0.prefix(64)) }
        connections[index].phase = .open
        connections[index].openedAt = now
        connections[index].heartbeat = Heartbeat(
            interval: settings.heartbeat, patience: settings.pongDeadline, now: now)
        connections[index].toSubscribe.append(contentsOf: shards[shard].series)
        if shards[shard].wasEverOpen { requests.add(.serverTime, notBefore: now) }
        shards[shard].timesOpened += 1
        notice(.info, "connection \(connections[index].id.number): open")
        subscribeMore(index, now: now)
        sendRequests(now: now)
        refreshStatus(now: now)
    }

    /// Moves what the protocol wants to send to the actions.
    mutating func flush(_ index: Int) {
        guard connections[index].socket.hasOutbound else { return }
        actions.append(.send(connections[index].id, connections[index].socket.takeOutbound()))
    }

    // MARK: Losing

    /// A connection is of no more use. Unless another one serves its shard and will go on to, the next attempt is set.
    mutating func lose(
        _ index: Int, reason: String, retryAfter: Duration = .zero, closesTransport: Bool = true,
        now: ContinuousClock.Instant
    ) {
        let connection = connections.remove(at: index)
        if closesTransport { actions.append(.close(connection.id)) }
        if case .closing = connection.phase { return }
        guard !isStopped else { return }
        let shard = connection.shard
        notice(.warning, "connection \(connection.id.number): \(reason)")
        shards[shard].lastTrouble = reason
        let hasCurrent = hasCurrent(shard: shard)
        for number in shards[shard].series where !hasCurrent { series[number].subscribedAt = nil }
        if !hasCurrent, !shards[shard].series.isEmpty, shards[shard].retryAt == nil {
            if connection.soundFor >= settings.soundAfter { shards[shard].backoff.reset() }
            scheduleRetry(shard: shard, retryAfter: retryAfter, now: now)
        }
        refreshStatus(now: now)
    }

    private mutating func scheduleRetry(shard: Int, retryAfter: Duration, now: ContinuousClock.Instant) {
        let isServed = connections.contains { $0.shard == shard && $0.phase == .open }
        if settings.retriesMax > 0, shards[shard].backoff.failures >= settings.retriesMax, !isServed {
            let attempts = settings.retriesMax == 1 ? "1 attempt" : "\(settings.retriesMax) attempts"
            stopForGood("\(shards[shard].lastTrouble); gave up after \(attempts) (max_retries)")
            return
        }
        let pause = max(shards[shard].backoff.next(using: &random), retryAfter)
        shards[shard].retryAt = max(now + pause, connectsBlockedUntil ?? now)
    }

    /// The exchange wants us to stay away: no connection is opened before, of whatever shard.
    mutating func blockConnects(until: ContinuousClock.Instant) {
        connectsBlockedUntil = max(connectsBlockedUntil ?? until, until)
        for shard in shards.indices {
            if let due = shards[shard].retryAt { shards[shard].retryAt = max(due, until) }
        }
    }

    /// The handshake was answered otherwise than hoped.
    mutating func refused(_ index: Int, _ failure: ExchangeFailure, now: ContinuousClock.Instant) {
        var reason = "\(exchange.title) refuses: \(failure)"
        if let pause = failure.pause {
            requests.block(until: now + pause)
            blockConnects(until: now + pause)
            let addresses = [exchange.streamURL, exchange.restURL]
            reason = noteBan(of: addresses, failure, for: pause, now: now) ?? reason
            banWords = reason
        }
        lose(index, reason: reason, retryAfter: failure.pause ?? .zero, now: now)
    }

    // MARK: Replacing

    /// Opens a second connection beside one that will end; the old one goes when the new one has shown its data.
    mutating func replace(_ index: Int, why: String, now: ContinuousClock.Instant) {
        guard connections[index].isCurrent else { return }
        connections[index].isOutgoing = true
        let shard = connections[index].shard
        notice(.info, "connection \(connections[index].id.number): \(why), opening the next one")
        if let blocked = connectsBlockedUntil, now < blocked {
            shards[shard].retryAt = blocked
        } else if shards[shard].retryAt == nil, !hasCurrent(shard: shard) {
            openConnection(shard: shard, now: now)
        }
    }

    /// Says goodbye to the older connections of a shard once this one has shown all its series.
    mutating func retireReplaced(by index: Int, now: ContinuousClock.Instant) {
        // Connections are in the order of their numbers.
        for other in connections.indices.prefix(upTo: index)
        where connections[other].shard == connections[index].shard && connections[other].phase == .open {
            guard
                connections[index].isComplete(
                    patience: settings.firstFrameDeadline, silenceMax: settings.silenceMax, now: now)
            else { return }
            sayGoodbye(other, now: now)
            let newest = connections[index].id.number
            notice(.info, "connection \(connections[other].id.number): replaced by \(newest)")
        }
    }

    private mutating func sayGoodbye(_ index: Int, now: ContinuousClock.Instant) {
        connections[index].phase = .closing
        connections[index].phaseDeadline = now + Self.goodbyePatience
        connections[index].socket.close(code: .normalClosure, reason: "")
        flush(index)
    }

    /// Lets the connections of a shard go that has no series left.
    mutating func release(shard: Int, now: ContinuousClock.Instant) {
        shards[shard].retryAt = nil
        for index in connections.indices.reversed() where connections[index].shard == shard {
            switch connections[index].phase {
            case .connecting: actions.append(.close(connections.remove(at: index).id))
            case .open: sayGoodbye(index, now: now)
            case .closing: break
            }
        }
    }

    /// Opens a connection for a shard, or sets when one is to be opened, unless there is one.
    mutating func ensureConnection(shard: Int, now: ContinuousClock.Instant) {
        guard shards[shard].retryAt == nil,
            !connections.contains(where: { $0.shard == shard && $0.phase != .closing })
        else { return }
        if let blocked = connectsBlockedUntil, now < blocked {
            shards[shard].retryAt = blocked
        } else {
            openConnection(shard: shard, now: now)
        }
    }
}
