// The connections, for a person to look at.
extension Feed {
    /// One report for each connection, and one for each part of the streams that has none.
    public func connectionReports(now: ContinuousClock.Instant) -> [ConnectionReport] {
        shards.indices.flatMap { shard -> [ConnectionReport] in
            let own = connections.indices.filter { connections[$0].shard == shard }
            return own.isEmpty ? [waiting(shard, now: now)] : own.map { report($0, now: now) }
        }
    }

    private func waiting(_ shard: Int, now: ContinuousClock.Instant) -> ConnectionReport {
        ConnectionReport(
            number: 0, phase: .waiting(shards[shard].retryAt.map { max(.zero, now.duration(to: $0)) }),
            link: link(shard, now: now), streams: shards[shard].series.count, awaited: shards[shard].series.count,
            reconnects: max(0, shards[shard].timesOpened - 1))
    }

    private func report(_ index: Int, now: ContinuousClock.Instant) -> ConnectionReport {
        let connection = connections[index]
        let shard = shards[connection.shard]
        let phase: ConnectionReport.Phase =
            switch connection.phase {
            case .connecting: .connecting
            case .open: connection.isOutgoing ? .leaving : .open
            case .closing: .leaving
            }
        return ConnectionReport(
            number: connection.id.number, phase: phase, link: link(ofConnection: index, now: now),
            streams: shard.series.count,
            awaited: connection.toSubscribe.count + connection.awaitingFirst.count,
            age: connection.openedAt.map { $0.duration(to: now) },
            dataAge: connection.lastDataAt.map { $0.duration(to: now) },
            replacedIn: phase == .open ? max(.zero, now.duration(to: connection.retireAt)) : nil,
            roundTrip: connection.heartbeat?.roundTrip, reconnects: max(0, shard.timesOpened - 1))
    }
}
