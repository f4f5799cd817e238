import WickEngine
import WickFeed

/// A usual day: what `wick` takes of a core while 10 symbols send 2 messages a second each.
struct LoadBenchmark {
    private let effort: Effort
    private let market: Market

    init(_ effort: Effort) throws {
        self.effort = effort
        market = try Market(symbols: 10, historyCount: 500)
    }

    func run() throws -> Report {
        var report = Report(.load)
        try measure("headless", ["--headless", "--format", "jsonl"], terminal: nil, in: &report)
        let sizes = [(80, 24), (120, 40), (200, 60)]
        for (columns, rows) in effort.isQuick ? [sizes[1]] : sizes {
            try measure("with the screen at \(columns)×\(rows)", [], terminal: (columns, rows), in: &report)
        }
        return report
    }

    private func measure(
        _ name: String, _ arguments: [String], terminal: (columns: Int, rows: Int)?, in report: inout Report
    ) throws {
        let (workplace, server) = (try Workplace(), try ExchangeServer(market))
        defer {
            server.stop()
            workplace.remove()
        }
        let configuration = try workplace.configuration(for: market, on: server)
        let wick = try WickProgram(["--config", configuration] + arguments, in: workplace, terminal: terminal)
        try server.waitForSubscriptions(market.keys.count, seconds: 60)
        let sender = SteadySender(server, market, messagesPerSecond: 2)
        try wick.output.wait(for: terminal == nil ? #""state":"live""# : "LIVE", seconds: 60)
        let window = effort.choose(6_000, quick: 1_000)
        WallTime.sleep(until: WallTime.now + 1_000_000_000)
        let written = wick.output.count
        let shares = (0..<effort.runs).map { _ in
            let (wall, cpu) = (WallTime.now, wick.processorTime)
            WallTime.sleep(until: wall + window * 1_000_000)
            return Double(wick.processorTime - cpu) / Double(WallTime.now - wall) * 100
        }
        report.add(Figure("\(name): processor time", shares, "% of a core"))
        if terminal != nil {
            let bytes = Double(wick.output.count - written) / Double(effort.runs * window) * 1_000
            report.add(Figure("\(name): written to the terminal", [bytes], "bytes/s"))
        }
        let sent = sender.stop()
        try server.waitUntilApplied()
        if terminal == nil { try checkCandles(wick, sent, in: &report) }
        report.add(flaws: [sent.trouble].compactMap { $0 })
        try wick.stop()
    }

    /// Every candle that closed stands on standard output as it was sent.
    private func checkCandles(_ wick: WickProgram, _ sent: SteadySender.Sent, in report: inout Report) throws {
        for (series, candle) in sent.closed {
            let closed = ClosedCandle(series: series, candle: candle.candle, source: .stream, timeliness: .fresh)
            let line = String(decoding: OutputLine.candle(closed, of: market.keys[series], .jsonl), as: UTF8.self)
            try wick.output.wait(for: line, seconds: 20)
        }
        let lines = wick.output.text().split(separator: "\n").count { $0.hasPrefix(#"{"type":"candle""#) }
        let expected = sent.closed.count + market.keys.count * market.historyCount
        report.check(lines == expected, "\(lines) candles were told, not \(expected)")
    }
}
