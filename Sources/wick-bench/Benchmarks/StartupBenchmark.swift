/// `wick` on its simulated exchange, from its start as a process.
struct StartupBenchmark {
    private let effort: Effort

    init(_ effort: Effort) { self.effort = effort }

    func run() throws -> Report {
        var report = Report(.startup)
        var (frames, live, candles): ([Double], [Double], [Double]) = ([], [], [])
        // The first start reads the program from the disk.
        for run in 0...effort.choose(2 * effort.runs, quick: 1) {
            let (frame, data) = try onTerminal(&report)
            let candle = try headless(&report)
            guard run > 0 else { continue }
            frames.append(frame)
            live.append(data)
            candles.append(candle)
        }
        report.add(Figure("exec to the first picture on a terminal", frames, "ms"))
        report.add(Figure("exec to live data with warm indicators on the terminal", live, "ms"))
        report.add(Figure("exec to the first candle on standard output, headless", candles, "ms"))
        return report
    }

    private func onTerminal(_ report: inout Report) throws -> (frame: Double, live: Double) {
        let workplace = try Workplace()
        defer { workplace.remove() }
        let wick = try WickProgram(
            ["--exchange", "simulated"], in: workplace, terminal: (columns: 120, rows: 40))
        // The last words of the first picture.
        let frame = try wick.output.wait(for: "quit", seconds: 60)
        let live = try wick.output.wait(for: "LIVE", seconds: 60)
        let start = wick.output.count
        wick.type("\u{0C}")  // Ctrl-L draws all of it anew
        try wick.output.wait(for: "BTCUSDT", from: start, seconds: 60)
        try wick.output.wait(for: "quit", from: start, seconds: 60)
        // The outlook of a strategy that is still warming up names that as its reason.
        let picture = wick.output.text(from: start)
        report.check(picture.contains("if it closed now"), "the picture has no outlook: \(picture)")
        report.check(!picture.contains("candles: "), "the strategy is not warm when data is live: \(picture)")
        try wick.stop()
        return (milliseconds(frame - wick.startedAt), milliseconds(live - wick.startedAt))
    }

    private func headless(_ report: inout Report) throws -> Double {
        let workplace = try Workplace()
        defer { workplace.remove() }
        let wick = try WickProgram(
            ["--exchange", "simulated", "--headless", "--format", "jsonl"], in: workplace)
        let candle = try wick.output.wait(for: #""type":"candle""#, seconds: 60)
        try wick.stop()
        return milliseconds(candle - wick.startedAt)
    }

    private func milliseconds(_ nanoseconds: Int) -> Double { Double(nanoseconds) / 1e6 }
}
