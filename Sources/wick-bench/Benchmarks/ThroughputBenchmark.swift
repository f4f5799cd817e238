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
            let costs = try [1, 10, 1_000, effort.choose(3_000, quick: 300)].map { symbols in
                try measure(Load(symbols: symbols, messagesPerCandle: messagesPerCandle), in: &report)
            }
            report.add(
                Figure("the most symbols against one, closed 1 in \(messagesPerCandle)", [costs[3] / costs[0]], "times")
            )
        }
        return report
    }

    /// - Returns: the median processor time of a message, in nanoseconds.
    private func measure(_ load: Load, in report: inout Report) throws -> Double {
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
        let cost = Figure("\(name): processor time", costs, "ns a message")
        report.add(cost)
        report.add(Figure("\(name): blocks allocated", [Double(allocations) / Double(messages)], "a message"))
        report.add(Figure("\(name): rate", rates, "messages/s"))
        report.add(flaws: rig.flaws(closed: next - rig.market.historyCount, last: next - 1).map { "\(name): \($0)" })
        return cost.value
    }
}
