/// What the core keeps in memory, in this process and without a screen.
struct MemoryBenchmark {
    private let effort: Effort

    init(_ effort: Effort) { self.effort = effort }

    func run() throws -> Report {
        var report = Report(.memory)
        let base = Machine.residentBytes
        report.add(Figure("before anything", [mebibytes(base)], "MiB resident"))
        try measure(symbols: 10, candles: 500, in: &report)
        try measure(symbols: effort.choose(1_000, quick: 50), candles: 500, in: &report)
        return report
    }

    private func measure(symbols: Int, candles: Int, in report: inout Report) throws {
        let heap = Machine.heapBytes
        let rig = try Rig(symbols: symbols, historyCount: candles, bufferSize: candles)
        let first = rig.market.historyCount
        try rig.server.send(Tape(rig.market, forming: first, parts: 1..<2, of: 2))
        try rig.server.waitUntilApplied()
        let grown = Double(Machine.heapBytes - heap)
        let name = "\(symbols) × \(candles) candles"
        report.add(Figure("\(name): whole process", [mebibytes(Machine.residentBytes)], "MiB resident"))
        report.add(Figure("\(name): allocated", [grown / Double(symbols * candles)], "bytes a candle"))
        let after = try allocatedByRunning(rig, from: first)
        report.add(Figure("\(name): allocated anew by 100 more candles each", [Double(after) / 1024], "KiB"))
        report.add(flaws: rig.flaws(closed: 100, last: first + 99).map { "\(name): \($0)" })
        rig.stop()
    }

    /// How much the heap grows while every series moves on by 100 candles; the first of them warm up.
    private func allocatedByRunning(_ rig: Rig, from first: Int) throws -> Int {
        var heap = 0
        for candle in first..<first + 100 {
            do {
                try rig.server.send(Tape(rig.market, closing: candle))
                try rig.server.waitUntilApplied()
            }
            if candle == first + 9 { heap = Machine.heapBytes }
        }
        return Machine.heapBytes - heap
    }

    private func mebibytes(_ bytes: Int) -> Double { Double(bytes) / 1_048_576 }
}
