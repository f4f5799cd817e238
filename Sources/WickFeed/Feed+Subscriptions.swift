import Collections
import WickMarket
import WickWebSocket

// What is subscribed on a connection, and when.
extension Feed {
    mutating func subscribeAll(now: ContinuousClock.Instant) {
        for index in connections.indices { subscribeMore(index, now: now) }
    }

    /// Ends and sends the next subscriptions, as far as the limits allow.
    ///
    /// A series waits until it has its history or has failed to get it once, so that a first start shows no gap between
    /// history and stream; and at the start all of a shard wait for each other. But not while the exchange takes no requests
    /// at all.
    mutating func subscribeMore(_ index: Int, now: ContinuousClock.Instant) {
        guard connections[index].phase == .open else { return }
        while connections[index].budget.nextSlot(now: now) <= now {
            guard sendUnsubscription(index, now: now) || sendSubscription(index, now: now) else { break }
        }
        flush(index)
    }

    /// - Returns: whether there was one to send.
    private mutating func sendUnsubscription(_ index: Int, now: ContinuousClock.Instant) -> Bool {
        let count = min(connections[index].toUnsubscribe.count, exchange.limits.namesPerRequest)
        guard count > 0 else { return false }
        let keys = Array(connections[index].toUnsubscribe.prefix(count))
        connections[index].toUnsubscribe.removeFirst(count)
        let number = connections[index].nextMessageID()
        connections[index].socket.sendText(exchange.unsubscribeMessage(keys, id: number))
        connections[index].budget.messageSent(now: now)
        return true
    }

    /// - Returns: whether there was one to send.
    private mutating func sendSubscription(_ index: Int, now: ContinuousClock.Instant) -> Bool {
        let batch = nextBatch(index, now: now)
        guard !batch.isEmpty else { return false }
        let number = connections[index].nextMessageID()
        connections[index].socket.sendText(exchange.subscribeMessage(batch.map { series[$0].key }, id: number))
        connections[index].budget.messageSent(now: now)
        connections[index].awaitingFirst.formUnion(batch)
        connections[index].subscribed.formUnion(batch)
        connections[index].subscribedAt = now
        shards[connections[index].shard].hasBegun = true
        for number in batch { series[number].subscribedAt = now }
        return true
    }

    private mutating func nextBatch(_ index: Int, now: ContinuousClock.Instant) -> [Int] {
        guard !connections[index].toSubscribe.isEmpty, clock.told != nil else { return [] }
        let shard = shards[connections[index].shard]
        let isBlocked = requests.isBlocked(now: now)
        guard isBlocked || shard.hasBegun || shard.series.allSatisfy({ series[$0].isSettled })
        else { return [] }
        var (batch, waiting) = ([Int](), Deque<Int>())
        while batch.count < exchange.limits.namesPerRequest, let next = connections[index].toSubscribe.popFirst() {
            guard series[next].isServed else { continue }
            if isBlocked || series[next].isSettled { batch.append(next) } else { waiting.append(next) }
        }
        connections[index].toSubscribe.prepend(contentsOf: waiting)
        return batch
    }

    /// Gives a series up: the others go on without it.
    mutating func setUnavailable(_ number: Int, _ reason: String, now: ContinuousClock.Instant) {
        guard series[number].unavailable != reason else { return }
        series[number].unavailable = reason
        isNamingDue = true
        requests.abandon(.warmUp(series: number))
        requests.abandon(.repair(series: number))
        requests.abandon(.probe(series: number))
        for index in connections.indices { connections[index].awaitingFirst.remove(number) }
        notice(.warning, "\(series[number].key.symbol): \(exchange.title) has no candles of it (\(reason))")
        subscribeAll(now: now)
    }
}
