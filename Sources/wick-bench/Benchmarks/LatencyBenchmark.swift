import Dispatch
import Glibc
import WickFeed

/// How long a message takes at a steady rate of 10 series: from its sending through the whole core, and from its receipt
/// (the moment at which the thread that waits for it runs, and the one at which it has read it) through feed and engine.
struct LatencyBenchmark {
    private let effort: Effort

    init(_ effort: Effort) { self.effort = effort }

    func run() throws -> Report {
        var report = Report(.latency)
        for rate in effort.isQuick ? [2_000, 100_000] : [40, 2_000, 100_000] {
            let seconds = rate == 40 ? 5 : 1
            let count = effort.choose(rate * seconds, quick: rate / 20)
            let sent = try (0..<effort.runs).map { _ in try fromSending(rate, count, in: &report) }
            let received = try (0..<effort.runs).map { _ in try fromReceipt(rate, count, in: &report) }
            add("sent to applied", rate, sent, in: &report)
            add("received to applied", rate, received.map(\.sinceWaking), in: &report)
            add("read to applied", rate, received.map(\.sinceReading), in: &report)
        }
        return report
    }

    /// The tape of so many messages: a candle closes in each series at the end.
    private func tape(_ market: Market, _ count: Int) -> Tape {
        let (series, candle) = (market.keys.count, market.historyCount)
        let rounds = max(2, count / series)
        let forming = (0..<(rounds - 1) * series).lazy.map { index in
            Tape.Message(
                series: index % series, candle: market.candle(index % series, candle, part: index / series, of: rounds),
                isClosed: false, time: market.openTime(candle) + 46_000)
        }
        let closing = market.keys.indices.lazy.map { series in
            Tape.Message(
                series: series, candle: market.candle(series, candle), isClosed: true,
                time: market.openTime(candle + 1))
        }
        return Tape(market, Array(forming) + Array(closing))
    }

    /// - Returns: how long each message took, in ascending microseconds.
    private func fromSending(_ rate: Int, _ count: Int, in report: inout Report) throws -> [Double] {
        let rig = try Rig(symbols: 10)
        defer { rig.stop() }
        let tape = tape(rig.market, count)
        let (sent, applied) = (TimeLog(capacity: tape.count), TimeLog(capacity: tape.count))
        _ = rig.onCore { core in core.subscribe { _ in applied.add(WallTime.now) } }
        try Pace(messagesPerSecond: rate).send(tape, sent: sent) { try rig.server.send($0) }
        try rig.server.waitUntilApplied()
        report.check(applied.count == tape.count, "\(applied.count) messages were applied, not \(tape.count)")
        report.add(flaws: rig.flaws(closed: 1, last: rig.market.historyCount))
        return spans(sent, applied)
    }

    /// - Returns: as ``fromSending(_:_:in:)``, since the thread that waits for messages ran and since it had read them.
    private func fromReceipt(
        _ rate: Int, _ count: Int, in report: inout Report
    ) throws -> (sinceWaking: [Double], sinceReading: [Double]) {
        var direct = try DirectFeed(symbols: 10)
        let tape = tape(direct.market, count)
        let (listener, port) = try Socket.listen()
        defer { close(listener) }
        let client = try Socket.connect(to: port)
        defer { close(client) }
        let peer = accept(listener, nil, nil)
        Socket.setNoDelay(peer)
        let sent = TimeLog(capacity: tape.count)
        let trouble = Shared<String?>(nil)
        Thread.start {
            do {
                try Pace(messagesPerSecond: rate).send(tape, sent: sent) { try Socket.send($0, to: peer) }
            } catch {
                trouble.value.withLock { $0 = "\(error)" }
            }
            close(peer)
        }
        let (received, read) = (TimeLog(capacity: tape.count), TimeLog(capacity: tape.count))
        let applied = TimeLog(capacity: tape.count)
        while applied.count < tape.count {
            var ready = pollfd(fd: client, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, 10_000) > 0 else { throw BenchmarkError("nothing came for 10 s") }
            let moment = WallTime.now
            let bytes = direct.receive { recv(client, $0.baseAddress, $0.count, 0) }
            let momentOfReading = WallTime.now
            guard bytes > 0 else { break }
            for _ in 0..<direct.applyAll() {
                received.add(moment)
                read.add(momentOfReading)
                applied.add(WallTime.now)
            }
        }
        report.check(applied.count == tape.count, "\(applied.count) messages were applied, not \(tape.count)")
        report.add(
            flaws: [direct.flaw(last: direct.market.historyCount), trouble.value.withLock { $0 }].compactMap { $0 })
        return (spans(received, applied), spans(read, applied))
    }

    private func spans(_ from: TimeLog, _ to: TimeLog) -> [Double] {
        zip(from.all, to.all).map { Double($1 - $0) / 1_000 }.sorted()
    }

    /// The percentiles of each run.
    private func add(_ what: String, _ rate: Int, _ runs: [[Double]], in report: inout Report) {
        let runs = runs.filter { !$0.isEmpty }
        guard !runs.isEmpty else { return }
        for (name, part) in [("p50", 0.5), ("p99", 0.99), ("p99.9", 0.999)] {
            let values = runs.map { Statistics.percentile($0, part) }
            report.add(Figure("\(NumberText.text(Double(rate)))/s, \(what), \(name)", values, "µs"))
        }
    }
}
