import Foundation
import Testing
import WickTestKit

extension EndToEnd {
    /// `wick signals`, and the journal on a full disk.
    struct SignalsTests {
        private static func signal(_ symbol: String, _ time: Int, _ side: String) -> String {
            "{\"type\":\"signal\",\"symbol\":\"\(symbol)\",\"timeframe\":\"1m\",\"open_time\":\(time),\"side\":\"\(side)\","
                + "\"entry\":100.5,\"stop_loss\":99,\"take_profit\":102,\"size\":2,\"notional\":200.99999999999997,"
                + "\"risk\":3.0000000000000004,\"cost\":0.012345}"
        }

        private static let lines = [
            signal("BTCUSDT", 1_709_510_400_000, "LONG"), signal("ETHUSDT", 1_709_596_800_000, "SHORT"),
            "{\"type\":\"refusal\",\"symbol\":\"BTCUSDT\",\"open_time\":1709600000000,\"side\":\"LONG\","
                + "\"rule\":\"min_notional\",\"detail\":\"4 is below 5, \\\"really\\\"\",\"late\":true}",
            "{\"type\":\"sig",
        ]

        private func list(_ words: String..., in workplace: Workplace) async throws -> RunningProgram {
            try await Wick.run(["signals"] + words, in: workplace)
        }

        @Test("lists, filters and totals what the journal and its older files have")
        func lists() async throws {
            let workplace = try Workplace()
            let nothing = try await list(in: workplace)
            #expect(nothing.end == .exited(0) && nothing.lines.first == "0 signals: 0 long, 0 short, 0 refused, 0 late")
            try FileManager.default.createDirectory(
                atPath: "\(workplace.path)/state/wick", withIntermediateDirectories: false)
            try Data((Self.lines[0] + "\n").utf8).write(to: URL(filePath: workplace.journal + ".1"))
            try Data((Self.lines[1...].joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: workplace.journal))

            let table = try await list(in: workplace)
            #expect(table.end == .exited(0) && table.errors == "1 damaged line was passed over\n")
            #expect(
                table.lines.prefix(4).map { $0.split(separator: " ").joined(separator: " ") } == [
                    "time (UTC) symbol side entry stop loss take profit size notional risk cost",
                    "2024-03-04 00:00 BTCUSDT LONG 100.5 99 102 2 201 3 0.0123",
                    "2024-03-05 00:00 ETHUSDT SHORT 100.5 99 102 2 201 3 0.0123",
                    "2024-03-05 00:53 BTCUSDT LONG late, refused: min_notional",
                ])
            #expect(table.lines.contains("3 signals: 1 long, 1 short, 1 refused, 1 late"))
            #expect(table.lines.contains("notional 402, at risk 6, cost 0.0247 in quote units"))

            func lines(_ words: String...) async throws -> [String] {
                try await Wick.run(["signals", "--format", "jsonl"] + words, in: workplace).lines
            }
            #expect(try await lines() == Array(Self.lines.prefix(3)))
            #expect(try await lines("--symbol", "btcusdt") == [Self.lines[0], Self.lines[2]])
            #expect(try await lines("--side", "short") == [Self.lines[1]])
            #expect(try await lines("--since", "2024-03-05") == Array(Self.lines[1...2]))
            #expect(try await lines("--until", "2024-03-05T00:00:00Z") == [Self.lines[0]])
            #expect(try await lines("--since", "24h") == [])
            #expect(try await lines("--last", "1") == [Self.lines[2]])

            let csv = try await list("--format", "csv", in: workplace).lines
            #expect(csv[0].hasPrefix("type,open_time,symbol,timeframe,side,entry,") && csv.count == 4)
            #expect(csv[1].hasPrefix("signal,1709510400000,BTCUSDT,1m,LONG,100.5,99,102,2,200.99999999999997,"))
            #expect(csv[3].hasSuffix(",true,min_notional,\"4 is below 5, \"\"really\"\"\""))

            let json = try await list("--format", "json", in: workplace).lines.joined(separator: "\n")
            let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
            #expect((object?["signals"] as? [Any])?.count == 3)
            #expect(object?["totals"] is [String: Any] && json.contains("\"notional\":401.99999999999994,"))
            let totals = try await list("--format", "csv", "--totals", "--symbol", "ETHUSDT", in: workplace).lines
            #expect(
                totals == [
                    "signals,long,short,refused,late,notional,risk,cost",
                    "1,0,1,0,0,200.99999999999997,3.0000000000000004,0.012345",
                ])
        }

        @Test(
            "wrong words are refused, and it is said what is right",
            arguments: [
                (["--since", "2024-02-30"], "2024-03-05, 2024-03-05T14:05 or 24h"), (["--until", "now"], "as --since"),
                (["--side", "up"], "'long' and 'short'"), (["--last", "0"], "--last is 1 or more"),
                (["--symbol", "BTC/USDT"], "--symbol: 'BTC/USDT' is not a symbol: use 1 to 32 letters and digits"),
                (["--journal", "nowhere"], "nowhere: cannot be read: No such file or directory"),
            ])
        func refuses(_ words: [String], right: String) async throws {
            let workplace = try Workplace()
            let program = try await Wick.run(["signals"] + words, in: workplace)
            #expect(program.end == .exited(64))
            #expect(program.errors.contains(right), "\(program.errors)")
        }

        @Test(
            "with a full disk under the journal the monitor goes on, and shows its signals all the same",
            .enabled(if: SmallDisk.isAvailable, "nothing may be mounted here"))
        func fullDisk() async throws {
            let workplace = try Workplace()
            let disk = try #require(try SmallDisk(bytes: 8 << 10))
            try FileManager.default.createSymbolicLink(
                atPath: "\(workplace.path)/state/wick", withDestinationPath: disk.path)
            let configuration = try workplace.write(
                """
                simulator: {speed: 600}
                strategy: {params: {volume_multiplier: 0, rsi_extreme_low: 0, rsi_extreme_high: 100}}
                logging: {file: \(workplace.path)/wick.log}
                """, to: "full.yaml")
            let words = ["--headless", "--format", "jsonl", "--exchange", "simulated", "--config", configuration]
            try await Wick.with(words, in: workplace) { program in
                func signals(_ lines: [String]) -> [String] { lines.filter { $0.contains("\"type\":\"signal\"") } }
                try await program.wait(for: "more signals than fit") { signals($0).count > 40 }
                #expect(try String(contentsOfFile: workplace.journal, encoding: .utf8).utf8.count <= 8 << 10)
                try disk.grow(to: 4 << 20)
                try await waitUntil("all signals in the journal") {
                    let text = try String(contentsOfFile: workplace.journal, encoding: .utf8)
                    return text.split(separator: "\n").count > 40
                }
                program.send(SIGTERM)
                #expect(try await program.waitForEnd() == .exited(0))
                let text = try String(contentsOfFile: workplace.journal, encoding: .utf8)
                #expect(
                    text.split(separator: "\n").map(String.init).filter { $0.contains("\"signal\"") }
                        == signals(program.lines))
            }
            let log = try workplace.text(of: "wick.log")
            #expect(log.contains("the signal journal cannot be written: the disk is full"))
        }
    }
}
