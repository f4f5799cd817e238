import Foundation
import Testing

extension EndToEnd {
    /// SIGHUP to a monitor without a terminal.
    struct ReloadTests {
        @Test("SIGHUP reads the configuration again, loses no candle, and rejects a wrong one with its mistakes")
        func reload() async throws {
            let workplace = try Workplace()
            let words = ["--seed", "5", "--symbol-count", "8", "--speed", "600"]
            try await SimulatedServer.with(words, in: workplace) { server in
                func write(_ symbols: String, _ more: String = "") throws -> String {
                    try workplace.write(
                        "exchange: binance\nsymbols: [\(symbols)]\n\(server.addresses)\n\(more)\n", to: "live.yaml")
                }
                let file = try write("BTCUSDT, SOLUSDT")
                // A session of its own has no terminal, whose end SIGHUP would be.
                let (recording, format) = ("\(workplace.path)/rec", ["--headless", "--format", "jsonl"])
                let arguments = [Wick.path] + format + ["--config", file, "--record", recording]
                try await withProgram("setsid", arguments, in: workplace) { monitor in
                    func waitForCandles(of symbol: String, more: Int) async throws {
                        let before = try OutputRecord.of("candle", in: monitor.lines).count { $0.symbol == symbol }
                        try await monitor.wait(for: "candles of \(symbol)") {
                            try OutputRecord.of("candle", in: $0).count { $0.symbol == symbol } >= before + more
                        }
                    }
                    func waitForLog(_ words: String) async throws {
                        try await waitUntil("'\(words)' in the log") {
                            try workplace.text(of: "state/wick/wick.log").contains(words)
                        }
                    }
                    try await waitForCandles(of: "BTCUSDT", more: 505)
                    _ = try write(
                        "ETHUSDT, BTCUSDT",
                        "strategy: {params: {ema_fast: 4}}\nalerts: {rules: [any rsi crosses 50]}")
                    monitor.send(SIGHUP)
                    try await waitForLog("ETHUSDT added, SOLUSDT removed, strategy changed, alerts changed")
                    try await waitForCandles(of: "ETHUSDT", more: 505)
                    try await waitForLog("alert: ")

                    _ = try write("ETHUSDT, ETHUSDT", "heartbeat: soon")
                    monitor.send(SIGHUP)
                    try await waitForLog("rejected; the old one stays in force")
                    try await waitForLog("heartbeat 'soon' is not a number")
                    try await waitForCandles(of: "BTCUSDT", more: 5)
                    monitor.send(SIGTERM)
                    let end = try await monitor.waitForEnd()
                    #expect(end == .exited(0))

                    let candles = try OutputRecord.of("candle", in: monitor.lines)
                    for symbol in ["BTCUSDT", "ETHUSDT"] {
                        let times = candles.filter { $0.symbol == symbol }.map(\.openTime)
                        let start = try #require(times.first)
                        #expect(times == times.indices.map { start + Int64($0) * 60_000 }, "\(symbol)")
                    }
                    let replay = try await Wick.run(["replay", recording, "--speed", "max"] + format, in: workplace)
                    #expect(replay.end == .exited(0), "\(replay.errors)")
                    let place = zip(replay.lines, monitor.lines).enumerated().first { $1.0 != $1.1 }
                    #expect(place == nil && replay.lines.count == monitor.lines.count, "the strategy changed, too")
                }
            }
        }
    }
}
