import Foundation
import Testing
import WickTestKit

extension EndToEnd {
    /// `kill -9` at random moments, while signals are journalled and everything is recorded.
    struct KillTests {
        /// How often: a handful as a rule, and as often as WICK_KILL_ROUNDS says for a soak.
        private static let rounds = ProcessInfo.processInfo.environment["WICK_KILL_ROUNDS"].flatMap { Int($0) } ?? 4
        private static let configuration = """
            simulator: {seed: 3, speed: 600}
            symbols: [BTCUSDT, ETHUSDT, SOLUSDT, BNBUSDT, XRPUSDT, DOGEUSDT]
            strategy:
              params: {volume_multiplier: 0, rsi_long_min: 0, rsi_long_max: 100, rsi_short_min: 0, rsi_short_max: 100,
                       rsi_extreme_low: 0, rsi_extreme_high: 100, atr_min_threshold: 0}
            """

        @Test("no signal is lost that was written out, and journal and recording can be read", .timeLimit(.minutes(60)))
        func kill() async throws {
            let workplace = try Workplace()
            let configuration = try workplace.write(Self.configuration, to: "kill.yaml")
            var random = SeededRandom(seed: 2026)
            var (told, torn): ([String], Int) = ([], 0)
            for round in 0..<Self.rounds {
                let path = "\(workplace.path)/\(round).wick"
                let lines = try await runAndKill(configuration, path, workplace, &random)
                let signals = lines.filter { $0.contains("\"type\":\"signal\"") || $0.contains("\"type\":\"refusal\"") }
                told += signals
                if !(try journal(workplace).hasSuffix("\n")) { torn += 1 }
                try await checkRecording(path, lines, workplace)
                try? FileManager.default.removeItem(atPath: path)
            }
            #expect(told.count >= Self.rounds, "there was something to lose")
            let kept = Set(try journal(workplace).split(separator: "\n").map(String.init))
            #expect(told.allSatisfy(kept.contains))
            let list = try await Wick.run("signals", "--format", "jsonl", in: workplace)
            #expect(list.end == .exited(0) && Set(list.lines).isSuperset(of: told))
            print("killed \(Self.rounds) times: \(told.count) signals told, none lost; \(torn) torn last lines")
        }

        private func journal(_ workplace: Workplace) throws -> String {
            guard FileManager.default.fileExists(atPath: workplace.journal) else { return "\n" }
            let text = try String(contentsOfFile: workplace.journal, encoding: .utf8)
            return text.isEmpty ? "\n" : text
        }

        /// - Returns: the whole lines that the program wrote.
        private func runAndKill(
            _ configuration: String, _ path: String, _ workplace: Workplace, _ random: inout SeededRandom
        ) async throws -> [String] {
            let moment = Duration.milliseconds(Int.random(in: 0...1500, using: &random))
            let comesEarly = Int.random(in: 0..<8, using: &random) == 0
            let words = ["--headless", "--format", "jsonl", "--exchange", "simulated", "--config", configuration]
            return try await Wick.with(words + ["--record", path], in: workplace) { program in
                if !comesEarly {
                    try await program.wait(for: "a signal") { $0.contains { $0.contains("\"type\":\"signal\"") } }
                }
                // The moment of the kill is what is random here; nothing is waited for.
                try await Task.sleep(for: moment)
                program.send(SIGKILL)
                #expect(try await program.waitForEnd() == .killed(SIGKILL))
                return program.lines.filter { $0.hasSuffix("}") }
            }
        }

        /// The replay tells what was told live, but for the last half second.
        private func checkRecording(_ path: String, _ lines: [String], _ workplace: Workplace) async throws {
            let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
            guard let size, size > 0 else { return }  // killed before its first byte
            let replay = try await Wick.run("replay", "--headless", "--format", "jsonl", path, in: workplace)
            #expect(replay.end == .exited(0))
            let played = replay.lines.dropLast()
            let different = zip(played, lines).first { $0 != $1 }
            #expect(different == nil, "\(path)")
        }
    }
}
