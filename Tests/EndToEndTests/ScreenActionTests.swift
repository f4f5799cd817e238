import Foundation
import Testing

extension EndToEnd {
    /// What keys do beyond the screen.
    @Suite(.enabled(if: Tmux.isPresent, "\(Tmux.absence)"))
    struct ScreenActionTests {
        @Test("e writes the candles of the symbol to a file that replay reads, and says where; once more, to another")
        func exports() async throws {
            let workplace = try Workplace()
            let file = try workplace.write("exchange: simulated\nsimulator: {speed: 1}\n", to: "live.yaml")
            try await Tmux.with(columns: 80, rows: 24, in: workplace) { tmux in
                try await tmux.enter("wick --config \(file) ETHUSDT")
                try await tmux.wait(for: "SIMULATED", "LIVE")
                try await tmux.press("e")
                try await tmux.wait(for: "candles of ETHUSDT 1m are in", "~/state/wick/exports/ETHUSDT-1m-")
                try await tmux.press("e")
                let folder = "\(workplace.path)/state/wick/exports"
                try await waitUntil("a second file") {
                    try FileManager.default.contentsOfDirectory(atPath: folder).count == 2
                }
                try await tmux.press("q")
                let path = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).min())
                let replay = try await run(
                    Wick.path, ["replay", "--headless", "--format", "jsonl", "\(folder)/\(path)"], in: workplace)
                #expect(replay.end == .exited(0))
                #expect(replay.lines.count { $0.contains("\"type\":\"candle\",\"symbol\":\"ETHUSDT\"") } >= 500)
            }
        }

        @Test("m shows wick's own log, also where its file cannot be written")
        func showsMessages() async throws {
            let workplace = try Workplace()
            let file = try workplace.write(
                "exchange: simulated\nlogging: {file: /proc/nowhere/wick.log}\n", to: "live.yaml")
            try await Tmux.with(columns: 120, rows: 30, in: workplace) { tmux in
                try await tmux.enter("wick --config \(file) ETHUSDT")
                try await tmux.wait(for: "SIMULATED", "LIVE")
                try await tmux.press("m")
                try await tmux.wait(
                    for: "error    wick: /proc/nowhere/wick.log: the log cannot be written", "watches 1 symbols",
                    "info     feed: live", "follows the newest")
                try await tmux.press("q")
            }
        }
    }
}
