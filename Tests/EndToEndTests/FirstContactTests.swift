import Foundation
import Testing

extension EndToEnd {
    /// The first minutes with wick.
    @Suite(.enabled(if: Tmux.isPresent, "\(Tmux.absence)"))
    struct FirstContactTests {
        @Test("without a configuration it starts on the built-in defaults, and says so")
        func startsOnDefaults() async throws {
            let workplace = try Workplace()
            try await Tmux.with(columns: 100, rows: 30, in: workplace) { tmux in
                try await tmux.enter("cd; wick")
                try await tmux.wait(for: "these are the built-in defaults")
                try await tmux.wait(for: "SIMULATED", "LIVE")
                try await tmux.press("S")
                try await tmux.press("q")
                try await tmux.wait(for: "shell>")
            }
        }

        @Test("an exchange that cannot be reached is said in words, keys are answered, and S shows the simulated one")
        func offersTheSimulator() async throws {
            let workplace = try Workplace()
            // Nobody listens on port 1.
            let file = try workplace.write(
                """
                exchange: binance
                ws_base_url: ws://127.0.0.1:1
                rest_base_url: http://127.0.0.1:1
                simulator: {speed: 60}
                """, to: "live.yaml")
            try await Tmux.with(columns: 100, rows: 30, in: workplace) { tmux in
                try await tmux.enter("wick --config \(file)")
                try await tmux.wait(for: "Binance", "refused")
                try await tmux.press("?")
                try await tmux.wait(for: "it places no orders")
                try await tmux.press("Escape")
                try await tmux.wait(for: "refused", "S simulated exchange")
                try await tmux.press("S")
                try await tmux.wait(for: "SIMULATED", "LIVE", "Simulated exchange")
                try await tmux.wait(for: "candles") { MonitorScreen(lines: $0).closedTimes.count >= 3 }
                try await tmux.press("2")
                try await tmux.wait(for: "the second symbol") { MonitorScreen(lines: $0).selected == "SOLUSDT" }
                try await tmux.press("q")
                try await tmux.wait(for: "shell>")
                try await tmux.enter("ended $?")
                try await tmux.wait(for: "ended 0")
            }
        }

        @Test("where the exchange refuses this location, a small screen says what to do, too")
        func saysWhatToDo() async throws {
            let workplace = try Workplace()
            try await Wick.with(["simulate", "--fault", "refuse-451"], in: workplace) { exchange in
                try await exchange.wait(for: "the addresses") { $0.count >= 2 }
                let file = try workplace.write(
                    (["exchange: binance"] + exchange.lines.prefix(2)).joined(separator: "\n"), to: "live.yaml")
                try await Tmux.with(columns: 80, rows: 24, in: workplace) { tmux in
                    try await tmux.enter("wick --config \(file)")
                    try await tmux.wait(for: "the remedy") { screen in
                        let words = screen.suffix(3).joined(separator: " ")
                        return words.contains("where it is allowed, use exchange: binance_us, or another base URL")
                    }
                    try await tmux.press("?", "Escape")
                    try await tmux.wait(for: "refused until", "S simulated exchange")
                    try await tmux.press("q")
                    try await tmux.wait(for: "shell>")
                }
            }
        }
    }
}
