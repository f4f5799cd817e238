/// The top of the minute on a whole exchange: every series closes at once.
struct BurstBenchmark {
    private let effort: Effort

    init(_ effort: Effort) { self.effort = effort }

    func run() throws -> Report {
        var report = Report(.burst)
        let symbols = effort.choose(3_000, quick: 300)
        let rig = try Rig(symbols: symbols)
        defer { rig.stop() }
        var (spans, costs): ([Double], [Double]) = ([], [])
        let first = rig.market.historyCount
        // The first closes warm up.
        for run in 0..<effort.runs + 2 {
            try rig.server.send(Tape(rig.market, forming: first + run, parts: 1..<2, of: 2))
            try rig.server.waitUntilApplied()
            let tape = Tape(rig.market, closing: first + run)
            let (cpu, wall) = (rig.coreTime, WallTime.now)
            try rig.server.send(tape)
            try rig.server.waitUntilApplied()
            let span = WallTime.now - wall
            let cost = rig.coreTime - cpu
            guard run > 1 else { continue }
            spans.append(Double(span) / 1e6)
            costs.append(Double(cost) / 1e6)
        }
        report.add(Figure("\(symbols) candles closed: from the first byte sent until all is decided", spans, "ms"))
        report.add(Figure("\(symbols) candles closed: processor time of the core", costs, "ms"))
        report.add(flaws: rig.flaws(closed: effort.runs + 2, last: first + effort.runs + 1))
        report.check(effort.isQuick || rig.whatWasTold.signals > 0, "no candle gave a signal")
        return report
    }
}
