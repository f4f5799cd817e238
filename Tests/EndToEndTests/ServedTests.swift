import Foundation
import Testing
import WickTestKit

extension EndToEnd {
    /// The simulated exchange as one process and the monitor as another, with real sockets between them.
    struct ServedTests {
        private static let headless = ["--headless", "--format", "jsonl", "--config"]

        @Test(
            "a recorded day comes through the exchange's protocol as it is in the files",
            .enabled(if: SharedData.isPresent, "no recorded data in ../shared"))
        func recordedDay() async throws {
            let workplace = try Workplace()
            let files = Recorded.files(days: ["2024-03-05"])
            let data = files.flatMap { ["--data", $0] }
            let count = Recorded.symbols.count * 1440
            let served = try await SimulatedServer.with(data + ["--speed", "max"], in: workplace) { server in
                let configuration = try server.configuration(in: workplace)
                return try await Wick.with(Self.headless + [configuration], in: workplace) { monitor in
                    try await monitor.wait(for: "the day's candles") { lines in
                        lines.count >= count && lines.count { $0.hasPrefix("{\"type\":\"candle\"") } >= count
                    }
                    monitor.send(SIGTERM)
                    let end = try await monitor.waitForEnd()
                    #expect(end == .exited(0))
                    return monitor.lines
                }
            }

            let candles = try OutputRecord.of("candle", in: served)
            for symbol in Recorded.symbols {
                let rows = try await Recorded.rows(of: symbol, day: "2024-03-05", in: workplace)
                let own = candles.filter { $0.symbol == symbol }
                try #require(
                    own.map(\.openTime) == rows.map { Int64($0[0]) }, "each candle of \(symbol) once, in order")
                for (name, column) in [
                    ("open", 1), ("high", 2), ("low", 3), ("close", 4), ("volume", 5), ("trades", 8),
                ] {
                    #expect(own.map { $0.numbers[name] } == rows.map { Double($0[column]) }, "\(name) of \(symbol)")
                }
            }

            let replay = try await Wick.run(["replay", "--headless", "--format", "jsonl"] + files, in: workplace)
            for kind in ["signal", "refusal"] {
                let (ours, theirs) = (
                    try OutputRecord.of(kind, in: served).sorted { $0.place < $1.place },
                    try OutputRecord.of(kind, in: replay.lines).sorted { $0.place < $1.place }
                )
                #expect(ours == theirs)
                #expect(kind == "refusal" || ours.count > 10)
            }
            let gaps = try OutputRecord.of("gap", in: served)
            #expect(gaps.isEmpty)
            let journal = try String(contentsOfFile: workplace.journal, encoding: .utf8)
            let journalled = try journal.split(separator: "\n").map { try OutputRecord(line: String($0)) }
            let told = try OutputRecord.of("signal", in: served)
            #expect(journalled.map(\.place) == told.map(\.place))
        }

        @Test("when the exchange dies and comes back, no candle is missing or doubled")
        func restart() async throws {
            let workplace = try Workplace()
            let words = ["--seed", "7", "--symbol-count", "8"]
            let (port, configuration) = try await SimulatedServer.with(words, in: workplace) { server in
                (server.port, try server.configuration("reconnect_delay: 0.5", in: workplace))
            }
            let first = words + ["--port", "\(port)"]
            try await Wick.with(Self.headless + [configuration], in: workplace) { monitor in
                try await SimulatedServer.with(first, in: workplace) { server in
                    try await monitor.wait(for: "data") { $0.contains { $0.contains("\"state\":\"live\"") } }
                    server.program.send(SIGKILL)
                    try await monitor.wait(for: "the loss") {
                        $0.contains { $0.contains("\"state\":\"reconnecting\"") }
                    }
                }
                let before = try OutputRecord.of("candle", in: monitor.lines)
                // Ten minutes a second: while the monitor waits to connect again, candles close unseen.
                try await SimulatedServer.with(first + ["--speed", "600"], in: workplace) { _ in
                    try await monitor.wait(for: "repairs of all symbols, and candles behind them") { lines in
                        let gaps = lines.indices.filter { lines[$0].hasPrefix("{\"type\":\"gap\"") }
                        guard let last = gaps.last, lines.count > last + 30 else { return false }
                        return Recorded.symbols.allSatisfy { symbol in gaps.contains { lines[$0].contains(symbol) } }
                    }
                }
                let candles = try OutputRecord.of("candle", in: monitor.lines)
                for symbol in Recorded.symbols {
                    let times = candles.filter { $0.symbol == symbol }.map(\.openTime)
                    let start = try #require(times.first)
                    #expect(times == times.indices.map { start + Int64($0) * 60_000 }, "\(symbol)")
                    #expect(times.count > before.count { $0.symbol == symbol } + 5)
                }
                let gaps = try OutputRecord.of("gap", in: monitor.lines)
                #expect(gaps.allSatisfy { $0.numbers["holes"] == 0 && $0.numbers["filled"] ?? 0 > 0 })
                #expect(Set(gaps.map(\.symbol)) == Set(Recorded.symbols))
            }
        }

        @Test("a stop ends within a second, also when the exchange has frozen")
        func frozenExchange() async throws {
            let workplace = try Workplace()
            try await SimulatedServer.with([], in: workplace) { server in
                let configuration = try server.configuration(in: workplace)
                try await Wick.with(Self.headless + [configuration], in: workplace) { monitor in
                    try await monitor.wait(for: "data") { $0.contains { $0.contains("\"state\":\"live\"") } }
                    server.program.send(SIGSTOP)
                    monitor.send(SIGTERM)
                    let end = try await monitor.waitForEnd(within: stopPatience)
                    #expect(end == .exited(0))
                    #expect(monitor.errors == "")
                }
            }
        }

        @Test("without an exchange it gives up after max_retries, and says why")
        func deadPort() async throws {
            let workplace = try Workplace()
            let configuration = try await SimulatedServer.with([], in: workplace) { server in
                try server.configuration(
                    """
                    reconnect_delay: 0.1
                    max_reconnect_delay: 0.2
                    max_retries: 2
                    """, in: workplace)
            }
            let monitor = try await Wick.run(Self.headless + [configuration], in: workplace)
            #expect(monitor.end == .exited(69))
            #expect(monitor.errors.contains("gave up after 2 attempts (max_retries)"))
            let states = try OutputRecord.of("status", in: monitor.lines).compactMap { $0.words["state"] }
            #expect(states.contains("reconnecting"))
            #expect(states.last == "stopped")
        }

        @Test("the simulated exchange's time never goes back, also where it could not run for a while")
        func timeGoesForwards() async throws {
            let workplace = try Workplace()
            try await SimulatedServer.with(["--speed", "600"], in: workplace) { server in
                let configuration = try server.configuration(in: workplace)
                try await Wick.with(Self.headless + [configuration], in: workplace) { monitor in
                    try await monitor.wait(for: "data") { $0.contains { $0.contains("\"state\":\"live\"") } }
                    let words = ["-c", Self.timesAroundStandstill, "bash"]
                    let asked = try await run(
                        "bash", words + ["\(server.port)", "\(server.program.processID)"], in: workplace)
                    let times = asked.lines.compactMap { Int($0) }
                    #expect(times.count == 4, "\(asked.lines) \(asked.errors)")
                    #expect(times == times.sorted())
                }
            }
        }

        /// Asks for the time, once more while the exchange stands still for a second, and twice after.
        private static let timesAroundStandstill = #"""
            exec 3<>"/dev/tcp/127.0.0.1/$1"
            ask() { printf 'GET /api/v3/time HTTP/1.1\r\nHost: localhost\r\n\r\n' >&3; }
            answer() { IFS= read -r -d '}' text <&3; echo "${text##*:}"; }
            ask; answer
            kill -STOP "$2"; ask; sleep 1; kill -CONT "$2"; answer
            ask; answer
            ask; answer
            """#
    }
}
