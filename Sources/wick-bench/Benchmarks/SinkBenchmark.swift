import WickCore
import WickNetwork
import WickSinks

/// What sinks cost the feed: how long a message takes from its sending through the whole core, with 10 symbols of which one
/// message in 60 closes a candle, and whether a candle is lost.
struct SinkBenchmark {
    private static let messagesPerSecond = 100_000, messagesPerCandle = 60, symbols = 10

    /// Sinks of every kind of trouble.
    private static let groups: [(name: String, targets: [SinkSetup.Target])] = [
        ("no sink", []),
        ("one that reads", [.command(["cat"])]),
        ("dead", [.command(["/nonexistent"]), .socket("/nonexistent"), .webhook("http://127.0.0.1:1/")]),
        ("slow", [.command(["sleep", "1000"])]),
        ("flapping", [.command(["head", "-n", "5"])]),
    ]

    private let effort: Effort

    init(_ effort: Effort) { self.effort = effort }

    func run() throws -> Report {
        var report = Report(.sinks)
        let all = ("all of these at once", Self.groups.flatMap(\.targets))
        let groups = Self.groups + [all]
        var runs = groups.map { _ in [[Double]]() }
        // One after the other and not each of them by itself, so that what else the machine does meets all of them.
        for _ in 0..<effort.runs {
            for (index, group) in groups.enumerated() {
                runs[index].append(try measure(group.targets, group.name, in: &report))
            }
        }
        for (group, runs) in zip(groups, runs) {
            for (name, part) in [("p50", 0.5), ("p99", 0.99)] {
                let values = runs.map { Statistics.percentile($0, part) }
                report.add(Figure("\(group.name): sent to applied, \(name)", values, "µs"))
            }
        }
        return report
    }

    /// - Returns: how long each message took, in ascending microseconds.
    private func measure(_ targets: [SinkSetup.Target], _ name: String, in report: inout Report) throws -> [Double] {
        let sinks = try targets.map { target in
            try Sink(SinkSetup(target), network: NetworkOptions(), keepsErrors: false, report: { _ in })
        }
        let told = Shared(0)
        let rig = try Rig(symbols: Self.symbols) { event in
            guard let record = SinkRecord(event) else { return }
            told.value.withLock { $0 += 1 }
            for sink in sinks { sink.take(record) }
        }
        defer { rig.stop() }
        let candles = effort.choose(1_000_000 / 5, quick: 6_000) / (Self.symbols * Self.messagesPerCandle)
        let tape = tape(rig.market, candles)
        let (sent, applied) = (TimeLog(capacity: tape.count), TimeLog(capacity: tape.count))
        _ = rig.onCore { core in core.subscribe { _ in applied.add(WallTime.now) } }
        try Pace(messagesPerSecond: Self.messagesPerSecond).send(tape, sent: sent) { try rig.server.send($0) }
        try rig.server.waitUntilApplied()
        report.check(applied.count == tape.count, "\(name): \(applied.count) of \(tape.count) messages were applied")
        let last = rig.market.historyCount + candles - 1
        report.add(flaws: rig.flaws(closed: candles, last: last).map { "\(name): \($0)" })
        for sink in sinks { sink.stop(at: .now + .milliseconds(100)) }
        for sink in sinks {
            let hasEnded = sink.waitForEnd(until: .now + .seconds(20))
            let (account, records) = (sink.account, told.value.withLock { $0 })
            report.check(
                hasEnded && account.delivered + account.missed == records,
                "\(name): \(sink.title) accounts for \(account) of \(records) records")
        }
        return zip(sent.all, applied.all).map { Double($1 - $0) / 1_000 }.sorted()
    }

    /// So many candles of every series, one message in turn of each.
    private func tape(_ market: Market, _ candles: Int) -> Tape {
        let messages = (0..<candles * Self.messagesPerCandle).lazy.flatMap { number in
            market.keys.indices.lazy.map { series in
                let candle = market.historyCount + number / Self.messagesPerCandle
                let part = number % Self.messagesPerCandle + 1
                let isClosed = part == Self.messagesPerCandle
                return Tape.Message(
                    series: series,
                    candle: isClosed
                        ? market.candle(series, candle)
                        : market.candle(series, candle, part: part, of: Self.messagesPerCandle),
                    isClosed: isClosed, time: isClosed ? market.openTime(candle + 1) : market.openTime(candle) + 46_000)
            }
        }
        return Tape(market, messages)
    }
}
