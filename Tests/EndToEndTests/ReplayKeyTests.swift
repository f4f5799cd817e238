import Foundation
import Testing

extension EndToEnd {
    /// The keys that lead a replay, on the screen of the built program.
    @Suite(.enabled(if: Tmux.isPresent, "\(Tmux.absence)"))
    struct ReplayKeyTests {
        @Test("a recorded session is held, led on candle by candle, taken back and on, and played faster and slower")
        func leads() async throws {
            let workplace = try Workplace()
            let file = try workplace.write("simulator: {seed: 7, speed: 300}\nsymbols: [BTCUSDT]\n", to: "live.yaml")
            let path = "\(workplace.path)/rec.wick"
            let live = try await Wick.run(
                ["--headless", "--config", file, "--for", "8s", "--record", path], in: workplace)
            try #require(live.end == .exited(0))
            try await Tmux.with(columns: 120, rows: 40, in: workplace) { tmux in
                try await tmux.enter("wick replay \(path)")
                try await tmux.wait(for: "REPLAY 1×", "LIVE")
                try await tmux.press("Space")
                try await tmux.wait(for: "REPLAY PAUSED")
                let held = try await newest(tmux, "a candle") { _ in true }
                try await tmux.press(".")
                let stepped = try await newest(tmux, "the next candle") { after(held, $0) > 0 }
                // Candles that came in one piece, as they do where the machine is slow, are played in one.
                #expect((1...3).contains(after(held, stepped)))
                try await tmux.press("]")
                let seeked = try await newest(tmux, "ten candles on") { after(stepped, $0) >= 9 }
                #expect(after(stepped, seeked) <= 11)
                try await tmux.press("[")
                let back = try await newest(tmux, "ten candles back") { after($0, seeked) >= 9 }
                #expect(after(back, seeked) <= 11)
                try await tmux.press("}")
                try await tmux.wait(for: "STOPPED", "stopped as asked")
                try await tmux.press("{")
                try await tmux.wait(for: "REPLAY PAUSED", "CONNECTING")
                try await tmux.press("Space", ">")
                try await tmux.wait(for: "REPLAY 2×", "LIVE")
                try await tmux.press("<")
                try await tmux.wait(for: "REPLAY 1×", "LIVE")
                try await tmux.press("q")
                try await tmux.wait(for: "the shell") { $0.last { !$0.isEmpty } == "shell>" }
            }
        }

        /// The open time of the newest closed candle on the screen, once it is so.
        private func newest(
            _ tmux: Tmux, _ what: String, _ condition: (String) -> Bool
        ) async throws -> String {
            let shown = try await tmux.wait(for: what) { lines in
                MonitorScreen(lines: lines).closedTimes.first.map(condition) ?? false
            }
            return MonitorScreen(lines: shown).closedTimes.first ?? ""
        }

        /// How many minutes one time of day lies behind another one.
        private func after(_ earlier: String, _ later: String) -> Int {
            func minutes(_ time: String) -> Int {
                let parts = time.split(separator: ":").compactMap { Int($0) }
                return parts.count == 2 ? parts[0] * 60 + parts[1] : 0
            }
            return (minutes(later) - minutes(earlier) + 2160) % 1440 - 720
        }
    }
}
