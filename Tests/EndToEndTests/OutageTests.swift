import Foundation
import Testing
import WickTestKit

extension EndToEnd {
    /// The outage of 2023-03-24 as it was recorded: candles without a trade, one that closes early, then 80 minutes that do not
    /// exist.
    @Suite(.enabled(if: SharedData.isPresent, "no recorded data in ../shared"))
    struct OutageTests {
        private static let symbols = ["ARBUSDT", "BTCUSDT"]
        private static let days = ["2023-03-23", "2023-03-24", "2023-03-25"]
        private static let minute: Int64 = 60_000
        /// 12:40 and 14:00, the first minute that is missing and the first that is there again.
        private static let (gone, back): (Int64, Int64) = (1_679_661_600_000, 1_679_666_400_000)
        private static let files = symbols.flatMap { symbol in
            days.map { SharedData.path("data/binance-spot-klines/1m/\(symbol)-1m-\($0).csv.gz") }
        }
        private static let words = ["--headless", "--format", "jsonl"]

        @Test("is replayed as it is, and gives no signal before the window is whole again")
        func replayed() async throws {
            let workplace = try Workplace()
            let replay = try await Wick.run(["replay"] + Self.words + Self.files, in: workplace)
            #expect(replay.end == .exited(0))
            try await Self.expectOutage(replay.lines, in: workplace)
        }

        @Test("comes through the exchange's protocol as it is, with the same signals, and its hole is told")
        func served() async throws {
            let workplace = try Workplace()
            let data = Self.files.flatMap { ["--data", $0] }
            // What is fetched of the last candle cannot be called closed: the exchange's time ends with it.
            let last = Self.back + 34 * 60 * Self.minute - 2 * Self.minute
            let served = try await SimulatedServer.with(data + ["--speed", "max"], in: workplace) { server in
                let file = try workplace.write(
                    "exchange: binance\nsymbols: [\(Self.symbols.joined(separator: ", "))]\n\(server.addresses)",
                    to: "live.yaml")
                return try await Wick.with(Self.words + ["--config", file], in: workplace) { monitor in
                    try await monitor.wait(for: "the last candles", within: .seconds(180), every: .milliseconds(100)) {
                        lines in Self.symbols.allSatisfy { lines.newestCandle(of: $0) ?? 0 >= last }
                    }
                    monitor.send(SIGTERM)
                    try await monitor.waitForEnd()
                    return monitor.lines
                }
            }
            try await Self.expectOutage(served, in: workplace)
            let gaps = try OutputRecord.of("gap", in: served)
            #expect(Set(gaps.filter { $0.numbers["holes"] == 80 }.map(\.symbol)) == Set(Self.symbols))
            #expect(gaps.allSatisfy { $0.numbers["holes"] == 80 || $0.numbers["holes"] == 0 })
            let replay = try await Wick.run(["replay"] + Self.words + Self.files, in: workplace)
            for kind in ["signal", "refusal"] {
                let (ours, theirs) = (
                    try Self.told(kind, in: served, upTo: last), try Self.told(kind, in: replay.lines, upTo: last)
                )
                #expect(ours == theirs)
            }
        }

        /// The records of a kind, whether or not they came late.
        private static func told(_ kind: String, in lines: [String], upTo last: Int64) throws -> [OutputRecord] {
            try OutputRecord.of(kind, in: lines).filter { $0.openTime <= last }.map { $0.without("late") }
                .sorted { $0.place < $1.place }
        }

        private static func expectOutage(_ lines: [String], in workplace: Workplace) async throws {
            for symbol in symbols {
                let candles = try lines.candles(of: symbol)
                let rows = try await rows(of: symbol, in: workplace)
                #expect(candles == rows || candles == rows.dropLast(), "\(symbol)")
                #expect(!candles.contains { (gone..<back).contains($0.openTime) })
                // From 11:28 on nothing was traded.
                let flat = candles.filter { (gone - 72 * minute..<gone).contains($0.openTime) }
                #expect(flat.count == 72 && flat.dropLast().allSatisfy { $0.values[4] == 0 && $0.values[5] == 0 })
            }
            let signals = try OutputRecord.of("signal", in: lines) + OutputRecord.of("refusal", in: lines)
            #expect(signals.count > 10)
            #expect(!signals.contains { (gone - 60 * minute..<back + 29 * minute).contains($0.openTime) })
            #expect(signals.contains { $0.openTime >= back + 29 * minute })
        }

        /// What the files say, read by a program that is not ours.
        private static func rows(of symbol: String, in workplace: Workplace) async throws -> [ToldCandle] {
            let own = files.filter { $0.contains(symbol) }
            return try await run("gzip", ["-dc"] + own, in: workplace).lines.map { line in
                let cells = line.split(separator: ",").map { Double($0) ?? .nan }
                return ToldCandle(openTime: Int64(cells[0]), values: Array(cells[1...5]) + [cells[8]])
            }
        }
    }
}
