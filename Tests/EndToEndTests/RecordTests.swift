import Foundation
import Testing

extension EndToEnd {
    /// `wick --record` and `wick replay` of what it keeps.
    struct RecordTests {
        private static let watch = ["--headless", "--format", "jsonl", "--exchange", "simulated"]
        private static let replay = ["replay", "--headless", "--format", "jsonl"]
        private static let configuration = """
            simulator: {seed: 7, speed: 600}
            symbols: [BTCUSDT, ETHUSDT]
            strategy: {type: scalping_ema_rsi, params: {volume_multiplier: 1.05, rsi_long_max: 90, rsi_short_min: 10}}
            """

        @Test("the replay of a session writes to the letter what the session wrote")
        func identical() async throws {
            let workplace = try Workplace()
            let (path, configuration) = (
                "\(workplace.path)/rec.wick", try workplace.write(Self.configuration, to: "session.yaml")
            )
            let live = try await Wick.with(
                Self.watch + ["--config", configuration, "--record", path], in: workplace
            ) { program in
                try await program.wait(for: "a signal") { $0.contains { $0.contains("\"type\":\"signal\"") } }
                program.send(SIGTERM)
                #expect(try await program.waitForEnd() == .exited(0))
                return program
            }
            #expect(live.errors == "")
            try FileManager.default.removeItem(atPath: configuration)
            for _ in 0..<2 {
                let replay = try await Wick.run(Self.replay + [path], in: workplace)
                #expect(replay.end == .exited(0) && replay.errors == "")
                #expect(replay.lines == live.lines)
            }

            let other = try workplace.write("strategy: {params: {volume_multiplier: 1000}}", to: "other.yaml")
            let silent = try await Wick.run(Self.replay + ["--config", other, path], in: workplace)
            #expect(silent.end == .exited(0) && !silent.lines.contains { $0.contains("\"type\":\"signal\"") })
            let candles = live.lines.filter { $0.contains("\"type\":\"candle\"") }
            #expect(silent.lines.filter { $0.contains("\"type\":\"candle\"") } == candles)

            let again = try await Wick.run(Self.watch + ["--record", path], in: workplace)
            #expect(again.end == .exited(64) && again.errors.contains("none is overwritten"))
        }

        @Test("a recording in a folder is named by the time; cut off it is played as far as it goes, and that is said")
        func torn() async throws {
            let workplace = try Workplace()
            let folder = "\(workplace.path)/recordings"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            let configuration = try workplace.write(Self.configuration, to: "session.yaml")
            let live = try await Wick.run(
                Self.watch + ["--config", configuration, "--for", "4s", "--record", folder], in: workplace)
            #expect(live.end == .exited(0))
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(names.count == 1 && names[0].contains(#/^\d{8}T\d{6}\.\d{3}Z\.wick$/#))
            let path = "\(folder)/\(names[0])"
            let bytes = try Data(contentsOf: URL(filePath: path))
            try bytes.dropLast(bytes.count / 8).write(to: URL(filePath: path))
            let replay = try await Wick.run(Self.replay + [path], in: workplace)
            #expect(replay.end == .exited(0))
            #expect(replay.errors.hasPrefix("\(path): is cut off; its last "))
            #expect(replay.lines.dropLast().elementsEqual(live.lines.prefix(replay.lines.count - 1)))
            #expect(replay.lines.count > 3)

            var damaged = bytes
            damaged[bytes.count * 7 / 8] ^= 0xFF
            try damaged.write(to: URL(filePath: path))
            let broken = try await Wick.run(Self.replay + [path], in: workplace)
            #expect(broken.end == .exited(64) && broken.errors.contains("is damaged from byte "))
            #expect(broken.lines.dropLast().elementsEqual(live.lines.prefix(broken.lines.count - 1)))

            let two = try await Wick.run(Self.replay + [path, path], in: workplace)
            #expect(two.end == .exited(64) && two.errors.contains("name it alone"))
        }
    }
}
