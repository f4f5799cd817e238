import WickMarket
import WickWebSocket

// What is subscribed on a connection, and when.
extension Feed {
    mutating func subscribeAll(now: ContinuousClock.Instant) {
        for index in connections.indices { subscribeMore(index, now: now) }
    }

    /// Sends the next subscriptions, as far as the limits allow.
    ///
    /// It waits until each series of the shard has its history or has failed to get it once, so that a first start
    /// shows no gap between history and stream; but not while the exchange takes no requests at all.
    mutating func subscribeMore(_ index: Int, now: ContinuousClock.Instant) {
        guard connections[index].phase == .open, !connections[index].toSubscribe.isEmpty, clock.told != nil,
            requests.isBlocked(now: now)
                || shards[connections[index].shard].series.allSatisfy({ series[$0].isSettled })
        else { return }
        while connections[index].budget.nextSlot(now: now) <= now {
            let batch = nextBatch(index)
            guard !batch.isEmpty else { break }
            let number = connections[index].nextMessageID()
            connections[index].socket.sendText(exchange.subscribeMessage(batch.map { series[$0].key }, id: number))
            connections[index].budget.messageSent(now: now)
            connections[index].awaitingFirst.formUnion(batch)
            connections[index].subscribedAt = now
        }
        flush(index)
    }

    private mutating func nextBatch(_ index: Int) -> [Int] {
        var batch: [Int] = []
        while batch.count < exchange.limits.namesPerRequest, let next = connections[index].toSubscribe.popFirst() {
            if series[next].unavailable == nil { batch.append(next) }
        }
        return batch
    }

    /// Gives a series up: the others go on without it.
    mutating func setUnavailable(_ number: Int, _ reason: String, now: ContinuousClock.Instant) {
        guard series[number].unavailable == nil else { return }
        series[number].unavailable = reason
        requests.remove(.warmUp(series: number))
        requests.remove(.repair(series: number))
        for index in connections.indices { connections[index].awaitingFirst.remove(number) }
        notice(.warning, "\(series[number].key.symbol): \(exchange.title) has no candles of it (\(reason))")
        subscribeAll(now: now)
    }
}
