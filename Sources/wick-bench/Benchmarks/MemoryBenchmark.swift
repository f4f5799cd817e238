/// What candles cost in memory: in the whole `wick` with its screen, the exchange in another process; and in the heap of the
/// core alone.
struct MemoryBenchmark {
    private let effort: Effort

    init(_ effort: Effort) { self.effort = effort }

    func run() throws -> Report {
        var report = Report(.memory)
        let sizes = [10, effort.choose(1_000, quick: 50)]
        let resident = try sizes.map { try measureProgram(symbols: $0, candles: 500, in: &report) }
        let each = Double(resident[1] - resident[0]) / Double((sizes[1] - sizes[0]) * 500)
        report.add(Figure("wick with its screen: for each candle more", [each], "bytes"))
        for symbols in sizes { try measureHeap(symbols: symbols, candles: 500, in: &report) }
        return report
    }

    /// - Returns: the resident bytes of `wick`.
    private func measureProgram(symbols: Int, candles: Int, in report: inout Report) throws -> Int {
        let market = try Market(symbols: symbols, historyCount: candles)
        let (workplace, server) = (try Workplace(), try ExchangeServer(market))
        defer {
            server.stop()
            workplace.remove()
        }
        let configuration = try workplace.configuration(for: market, on: server)
        let wick = try WickProgram(["--config", configuration], in: workplace, terminal: (columns: 120, rows: 40))
        try server.waitForSubscriptions(symbols, seconds: 120)
        try server.send(Tape(market, forming: candles, parts: 1..<2, of: 2))
        try wick.output.wait(for: "LIVE", seconds: 120)
        try close(market, candles..<candles + 10, on: server)
        // By then wick has let go of the code that only its start needed.
        WallTime.sleep(until: wick.startedAt + 6_000_000_000)
        let before = wick.resident
        try close(market, candles + 10..<candles + 200, on: server)
        let after = wick.resident
        let name = "wick with its screen, \(symbols) × \(candles) candles"
        report.add(Figure("\(name)", [mebibytes(after.all)], "MiB resident"))
        report.add(Figure("\(name): not of a file", [mebibytes(after.own)], "MiB resident"))
        let grown = after.all - before.all
        report.add(Figure("\(name): grown by 190 more candles each", [Double(grown) / 1024], "KiB"))
        report.check(grown < 8 << 20, "\(name): it grows with time")
        try wick.stop()
        return after.all
    }

    /// Closes these candles of all series, one after the other.
    private func close(_ market: Market, _ candles: Range<Int>, on server: ExchangeServer) throws {
        for candle in candles {
            try server.send(Tape(market, closing: candle))
            try server.waitUntilApplied()
        }
        WallTime.sleep(until: WallTime.now + 300_000_000)  // for the screen
    }

    private func measureHeap(symbols: Int, candles: Int, in report: inout Report) throws {
        let heap = Machine.heapBytes
        let rig = try Rig(symbols: symbols, historyCount: candles, bufferSize: candles)
        let first = rig.market.historyCount
        try rig.server.send(Tape(rig.market, forming: first, parts: 1..<2, of: 2))
        try rig.server.waitUntilApplied()
        let grown = Double(Machine.heapBytes - heap)
        let name = "core, \(symbols) × \(candles) candles"
        report.add(Figure("\(name): allocated", [grown / Double(symbols * candles)], "bytes a candle"))
        let after = try allocatedByRunning(rig, from: first)
        report.add(Figure("\(name): allocated anew by 90 more candles each", [Double(after) / 1024], "KiB"))
        report.add(flaws: rig.flaws(closed: 100, last: first + 99).map { "\(name): \($0)" })
        rig.stop()
    }

    /// How much the heap grows while every series moves on by 100 candles; the first 10 of them warm up.
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
