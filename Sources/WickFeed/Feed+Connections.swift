import WickMarket
import WickWebSocket

// Connections: opening, losing, replacing, and what is sent on them.
extension Feed {
    /// The transport of a connection stands.
    public mutating func connected(_ id: ConnectionID, now: ContinuousClock.Instant) {
        guard let index = place(of: id) else { return }
        flush(index)
    }

    /// The transport of a connection failed or ended; `reason` in words.
    public mutating func disconnected(_ id: ConnectionID, reason: String, now: ContinuousClock.Instant) {
        guard let index = place(of: id) else { return }
        lose(index, reason: reason, retryAfter: nil, closesTransport: false, now: now)
    }

    func place(of id: ConnectionID) -> Int? { connections.firstIndex { $0.id == id } }

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
                id: id, shard: shard, socket: socket, settings: settings, retireAfter: lifetime,
                messagesPerSecond: exchange.limits.messagesPerSecond, now: now))
        actions.append(.open(id, host: url.host, port: url.port, isSecure: url.isSecure))
        notice(.debug, "connection \(id.number): opening \(exchange.streamURL)")
    }

    /// The handshake is done: everything of the shard is to be subscribed.
    mutating func opened(_ index: Int, _ response: HTTPResponse, now: ContinuousClock.Instant) {
        let shard = connections[index].shard
        serverName = response.header("Server").map { String($0.prefix(64)) }
        connections[index].phase = .open
        connections[index].heartbeat = Heartbeat(
            interval: settings.heartbeat, patience: settings.pongDeadline, now: now)
        connections[index].toSubscribe.append(
            contentsOf: shards[shard].series.filter { series[$0].unavailable == nil })
        if shards[shard].wasEverOpen { requests.add(.serverTime, notBefore: now) }
        shards[shard].wasEverOpen = true
        notice(.info, "connection \(connections[index].id.number): open")
        subscribeMore(index, now: now)
    }

    /// Sends the next subscriptions, as far as the limits allow.
    ///
    /// It waits until each series of the shard has its history or has failed to get it once, so that a first start
    /// shows no gap between history and stream.
    mutating func subscribeMore(_ index: Int, now: ContinuousClock.Instant) {
        let shard = connections[index].shard
        guard connections[index].phase == .open, !connections[index].toSubscribe.isEmpty,
            shards[shard].series.allSatisfy({ series[$0].isSettled })
        else { return }
        while !connections[index].toSubscribe.isEmpty, connections[index].budget.nextSlot(now: now) <= now {
            var batch: [Int] = []
            while batch.count < exchange.limits.namesPerRequest,
                let next = connections[index].toSubscribe.popFirst()
            {
                if series[next].unavailable == nil { batch.append(next) }
            }
            guard !batch.isEmpty else { return }
            let number = connections[index].nextMessageID()
            connections[index].socket.sendText(exchange.subscribeMessage(batch.map { series[$0].key }, id: number))
            connections[index].budget.messageSent(now: now)
            connections[index].awaitingFirst.formUnion(batch)
            connections[index].subscribedAt = now
        }
        flush(index)
    }

    /// Moves what the protocol wants to send to the actions.
    mutating func flush(_ index: Int) {
        guard connections[index].socket.hasOutbound else { return }
        actions.append(.send(connections[index].id, connections[index].socket.takeOutbound()))
    }

    /// A connection is of no more use. Unless another one serves its shard, the next attempt is set.
    mutating func lose(
        _ index: Int, reason: String, retryAfter: Duration?, closesTransport: Bool, now: ContinuousClock.Instant
    ) {
        let connection = connections.remove(at: index)
        if closesTransport { actions.append(.close(connection.id)) }
        guard !isStopped, connection.phase != .closing else { return }
        let shard = connection.shard
        notice(.warning, "connection \(connection.id.number): \(reason)")
        if connections.contains(where: { $0.shard == shard }) { return }
        if let first = connection.firstDataAt, first.duration(to: now) >= settings.soundAfter {
            shards[shard].backoff.reset()
        }
        if settings.retriesMax > 0, shards[shard].backoff.failures >= settings.retriesMax {
            stopForGood("\(reason); gave up after \(settings.retriesMax) attempts (max_retries)")
            return
        }
        let pause = max(shards[shard].backoff.next(using: &random), retryAfter ?? .zero)
        shards[shard].retryAt = now + pause
        shards[shard].lastTrouble = reason
        refreshStatus(now: now)
    }

    /// Opens a second connection beside one that will end; the old one goes when the new one has shown its data.
    mutating func replace(_ index: Int, why: String, now: ContinuousClock.Instant) {
        let shard = connections[index].shard
        guard connections.filter({ $0.shard == shard }).count == 1 else { return }
        notice(.info, "connection \(connections[index].id.number): \(why), opening the next one")
        openConnection(shard: shard, now: now)
    }

    /// Says goodbye to the older connections of a shard once the newest has shown all its series.
    mutating func retireReplaced(by index: Int, now: ContinuousClock.Instant) {
        guard connections[index].isComplete else { return }
        let (newest, shard) = (connections[index].id, connections[index].shard)
        for other in connections.indices
        where connections[other].shard == shard && connections[other].id.number < newest.number
            && connections[other].phase != .closing
        {
            connections[other].phase = .closing
            connections[other].socket.close(code: .normalClosure, reason: "")
            flush(other)
            notice(.info, "connection \(connections[other].id.number): replaced by \(newest.number)")
        }
    }

    /// Ends the feed for a reason that trying again does not mend.
    mutating func stopForGood(_ reason: String) {
        isStopped = true
        for connection in connections { actions.append(.close(connection.id)) }
        connections.removeAll()
        setStatus(FeedStatus(state: .stopped, detail: reason))
    }
}
