import Dispatch
import Glibc
import WickArchive
import WickCore
import WickMarket
import WickNetwork

/// Candles of a plain CSV file, as fast as they go through the core of `wick replay`.
struct ReplayBenchmark {
    private let effort: Effort

    init(_ effort: Effort) { self.effort = effort }

    func run() throws -> Report {
        var report = Report(.replay)
        let count = effort.choose(1_000_000, quick: 5_000)
        for symbols in [1, 10] {
            let market = try Market(symbols: symbols, historyCount: 0)
            let folder = try KlineFolder(market, candles: count / symbols)
            defer { folder.remove() }
            try measure(market, folder, candles: count / symbols, in: &report)
        }
        return report
    }

    private func measure(_ market: Market, _ folder: KlineFolder, candles: Int, in report: inout Report) throws {
        var (rates, costs): ([Double], [Double]) = ([], [])
        var flaws: [String] = []
        let total = candles * market.keys.count
        for _ in 0..<effort.runs {
            let (wall, cpu, outcome) = try play(market, folder)
            rates.append(Double(total) / Double(wall) * 1e9)
            costs.append(Double(cpu) / Double(total))
            if outcome.count != total { flaws.append("\(outcome.count) candles were told, not \(total)") }
            if let trouble = outcome.trouble { flaws.append(trouble) }
            if outcome.wrong > 0 { flaws.append("\(outcome.wrong) candles were not as in the file") }
        }
        let name = market.keys.count == 1 ? "1 file" : "\(market.keys.count) files, merged"
        report.add(Figure("\(name): processor time", costs, "ns a candle"))
        report.add(Figure("\(name): rate", rates, "candles/s"))
        report.add(flaws: flaws)
    }

    private struct Outcome: Sendable {
        var count = 0, wrong = 0
        var trouble: String?
    }

    private func play(_ market: Market, _ folder: KlineFolder) throws -> (wall: Int, cpu: Int, Outcome) {
        let loop = try EventLoop(name: "wick-core", options: NetworkOptions())
        let (outcome, end, done) = (Shared(Outcome()), Shared((0, 0)), DispatchSemaphore(value: 0))
        let records = try MergedKlines(try KlineFile.find(in: [folder.path]))
        let core = ReplayCore(
            loop: loop, tape: KlineTape(records, bufferSize: 500),
            engine: try Rig.engine(for: records.keys, bufferSize: 500, mayBeCorrected: false),
            speed: nil,
            options: CoreOptions(exchangeTitle: "recording", mode: .replay(speed: nil), timeframe: Market.timeframe),
            observe: { event in
                guard case .closed(let closed, _) = event else { return }
                outcome.value.withLock { outcome in
                    outcome.count += 1
                    // Every thousandth: to make them all again would cost as much as what is measured.
                    guard outcome.count % 1_000 == 0 else { return }
                    let index = Int(closed.candle.openTime.milliseconds(since: Market.start) / 60_000)
                    if closed.candle != market.candle(closed.series, index).candle { outcome.wrong += 1 }
                }
            },
            finished: { ending in
                end.value.withLock { $0 = (WallTime.now, ProcessTime.now) }
                outcome.value.withLock { $0.trouble = ending.error.map { "\($0)" } }
                done.signal()
            })
        let (start, worked) = (WallTime.now, ProcessTime.now)
        loop.execute { core.assumeIsolated { $0.start() } }
        guard done.wait(timeout: .now() + .seconds(120)) == .success else { throw BenchmarkError("a replay hangs") }
        loop.stop()
        _ = loop.waitForEnd(timeout: .seconds(2))
        let (wall, cpu) = end.value.withLock { $0 }
        return (wall - start, cpu - worked, outcome.value.withLock { $0 })
    }
}
