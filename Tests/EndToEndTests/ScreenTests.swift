import Foundation
import Testing

extension EndToEnd {
    /// The monitor on a terminal, on the simulated exchange.
    @Suite(.enabled(if: Tmux.isPresent, "\(Tmux.absence)"))
    struct ScreenTests {
        /// Opens a terminal of a size, and the monitor in it.
        private func withMonitor(
            columns: Int = 80, rows: Int = 24, speed: Int = 300, _ body: (Tmux) async throws -> Void
        ) async throws {
            let workplace = try Workplace()
            let configuration = try workplace.write(Self.configuration(speed: speed), to: "live.yaml")
            try await Tmux.with(columns: columns, rows: rows, in: workplace) { tmux in
                try await tmux.enter("wick --config \(configuration)")
                try await tmux.wait(for: "SIMULATED", "LIVE")
                try await body(tmux)
            }
        }

        private static func configuration(speed: Int) -> String {
            """
            exchange: simulated
            symbols: [BTCUSDT, ETHUSDT, SOLUSDT]
            simulator: {speed: \(speed), seed: 1}
            """
        }

        @Test("shows symbols, candles, readouts and log, and they change", arguments: [(80, 24), (160, 50)])
        func shows(columns: Int, rows: Int) async throws {
            try await withMonitor(columns: columns, rows: rows) { tmux in
                // A signal comes with a close: for a moment then no candle is forming.
                let first = MonitorScreen(
                    lines: try await tmux.wait(for: "a signal and a forming candle") {
                        let screen = MonitorScreen(lines: $0)
                        return !screen.signals.isEmpty && screen.formingClose != nil
                    })
                #expect(first.lines.count == rows)
                for word in Recorded.symbols + ["no orders", "EMA 5", "RSI", "ATR", "volume", "SIMULATED"] {
                    #expect(first.lines.contains { $0.contains(word) }, "\(word)")
                }
                #expect(!first.lines.contains { $0.contains("Binance") })
                #expect(first.selected == "BTCUSDT")
                #expect(first.marked == "BTCUSDT")
                #expect(first.closedTimes.count >= 3)
                #expect(first.lines[0].count == columns && first.lines[0].hasSuffix("no orders"))
                try await tmux.wait(for: "a later candle") { lines in
                    let now = MonitorScreen(lines: lines)
                    return now.formingTime != first.formingTime && now.closedTimes != first.closedTimes
                        && now.formingClose != first.formingClose && now.formingClose != nil
                }
                try await tmux.wait(for: "another signal") { MonitorScreen(lines: $0).logTitle != first.logTitle }
            }
        }

        @Test("keys switch symbols, and only to those that there are")
        func switchesSymbols() async throws {
            try await withMonitor { tmux in
                let steps = [
                    ("2", "ETHUSDT"), ("3", "SOLUSDT"), ("9", "SOLUSDT"), ("1", "BTCUSDT"), ("Tab", "ETHUSDT"),
                    ("j", "SOLUSDT"), ("k", "ETHUSDT"), ("Up", "BTCUSDT"), ("Up", "BTCUSDT"), ("Down", "ETHUSDT"),
                    ("Down", "SOLUSDT"), ("Tab", "SOLUSDT"), ("BTab", "ETHUSDT"),
                ]
                for (key, symbol) in steps {
                    try await tmux.press(key)
                    try await tmux.wait(for: "\(symbol) after \(key)") { lines in
                        let screen = MonitorScreen(lines: lines)
                        return screen.selected == symbol && screen.marked == symbol && screen.closedTimes.count >= 3
                    }
                }
            }
        }

        @Test("? opens the help, and Esc closes it")
        func help() async throws {
            try await withMonitor { tmux in
                try await tmux.press("?")
                try await tmux.wait(for: "it places no orders", "PgUp PgDn", "Esc returns")
                try await tmux.press("Escape")
                try await tmux.wait(for: "the monitor") { MonitorScreen(lines: $0).selected == "BTCUSDT" }
            }
        }

        @Test("PgUp and PgDn, Home and End move the log, which stays where it is while signals come")
        func scrollsLog() async throws {
            try await withMonitor(speed: 1000) { tmux in
                // More than a page of signals.
                try await tmux.wait(for: "ten signals") {
                    MonitorScreen(lines: $0).logTitle.flatMap { Int($0) } ?? 0 >= 10
                }
                try await tmux.press("PPage")
                let scrolled = try await tmux.wait(for: "the log to move") {
                    MonitorScreen(lines: $0).logTitle?.contains(" to ") == true
                }
                try await tmux.press("Home")
                let oldest = MonitorScreen(
                    lines: try await tmux.wait(for: "the oldest") {
                        MonitorScreen(lines: $0).logTitle?.hasPrefix("1 to ") == true
                    })
                #expect(oldest.signals != MonitorScreen(lines: scrolled).signals)
                try await tmux.wait(for: "new ↓")
                let still = MonitorScreen(lines: try await tmux.screen())
                #expect(still.signals == oldest.signals)
                try await tmux.press("NPage")
                try await tmux.wait(for: "the log to move on") {
                    MonitorScreen(lines: $0).logTitle?.contains(#/^[2-9]\d* to /#) == true
                }
                try await tmux.press("End")
                try await tmux.wait(for: "the newest") { lines in
                    MonitorScreen(lines: lines).logTitle.flatMap { Int($0) } != nil
                }
            }
        }

        @Test("a resize draws anew in the new size, and a terminal too small is survived")
        func resizes() async throws {
            try await withMonitor { tmux in
                for (columns, rows) in [(160, 50), (120, 30), (30, 5), (80, 24), (1, 1), (40, 8), (250, 70), (80, 24)] {
                    try await tmux.resize(columns: columns, rows: rows)
                    try await tmux.wait(for: "the screen at \(columns)×\(rows)") { lines in
                        guard lines.count == rows else { return false }
                        if columns < 40 { return columns < 15 || lines[0] == "wick needs 40×8" }
                        return lines[0].count <= columns && lines[0].contains("SIMULATED")
                            && (columns < 80 || lines[0].count == columns && lines[0].hasSuffix("no orders"))
                            && lines[rows - 1].contains("q quit") && MonitorScreen(lines: lines).marked == "BTCUSDT"
                    }
                }
            }
        }

        @Test("Ctrl-Z gives the terminal back for a while, and fg comes back to the monitor")
        func suspends() async throws {
            let workplace = try Workplace()
            let configuration = try workplace.write(Self.configuration(speed: 300), to: "live.yaml")
            try await Tmux.with(columns: 80, rows: 24, in: workplace) { tmux in
                try await tmux.noteModes(in: "before")
                try await tmux.enter("wick --config \(configuration)")
                try await tmux.wait(for: "SIMULATED", "LIVE")
                for _ in 0..<2 {
                    try await tmux.press("C-z")
                    try await tmux.wait(for: "Stopped")
                    try await tmux.expectGivenBack()
                    try await tmux.enter("clear")
                    try await tmux.wait(for: "an empty screen") { $0.first == "shell>" && $0[1] == "" }
                    try await tmux.noteModes(in: "while")
                    let (now, before) = (try workplace.text(of: "while"), try workplace.text(of: "before"))
                    #expect(now == before)
                    try await tmux.enter("fg")
                    let back = MonitorScreen(
                        lines: try await tmux.wait(for: "the monitor") { MonitorScreen(lines: $0).formingTime != nil })
                    try await tmux.wait(for: "a later candle") {
                        ![nil, back.formingTime].contains(MonitorScreen(lines: $0).formingTime)
                    }
                }
                try await tmux.press("q")
                try await tmux.wait(for: "shell>")
                try await tmux.enter("ended $?")
                try await tmux.wait(for: "ended 0")
            }
        }
    }
}
