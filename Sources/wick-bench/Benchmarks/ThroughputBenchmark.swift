/// Messages through the whole core, as fast as it takes them: from the socket to the series, and on a closed candle to the
/// decision and the plan.
struct ThroughputBenchmark {
    private struct Load {
        let symbols: Int
        /// One message in so many closes its candle.
        let messagesPerCandle: Int
    }

    private let effort: Effort

    init(_ effort: Effort) { self.effort = effort }

    func run() throws -> Report {
        var report = Report(.throughput)
        for messagesPerCandle in [60, 5_000] where !effort.isQuick || messagesPerCandle == 60 {
            for symbols in [1, 10, 1_000] {
                try measure(Load(symbols: symbols, messagesPerCandle: messagesPerCandle), in: &report)
            }
        }
        return report
    }

    private func measure(_ load: Load, in report: inout Report) throws {
        let rig = try Rig(symbols: load.symbols)
        defer { rig.stop() }
        let blast = CandleBlast(load.symbols, load.messagesPerCandle, messages: effort.choose(400_000, quick: 6_000))
        var next = rig.market.historyCount
        var (rates, costs): ([Double], [Double]) = ([], [])
        var (allocations, messages) = (0, 0)
        // The first run warms up: buffers grow to their size, pages are touched.
        for run in 0...effort.runs {
            let tapes = blast.tapes(rig.market, from: next)
            let blocks = rig.coreAllocations
            let (cpu, wall) = (rig.coreTime, WallTime.now)
            let count = try blast.send(tapes, rig.server)
            let wallSpent = WallTime.now - wall
            let cpuSpent = rig.coreTime - cpu
            allocations = rig.coreAllocations - blocks
            messages = count
            next += tapes.count
            guard run > 0 else { continue }
            rates.append(Double(count) / Double(wallSpent) * 1e9)
            costs.append(Double(cpuSpent) / Double(count))
        }
        let name = "\(load.symbols) symbols, closed 1 in \(load.messagesPerCandle)"
        report.add(Figure("\(name): processor time", costs, "ns a message"))
        report.add(Figure("\(name): blocks allocated", [Double(allocations) / Double(messages)], "a message"))
        report.add(Figure("\(name): rate", rates, "messages/s"))
        report.add(flaws: rig.flaws(closed: next - rig.market.historyCount, last: next - 1).map { "\(name): \($0)" })
    }
}
