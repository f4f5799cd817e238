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
                try await tmux.wait(for: "it places no orders", "PgUp PgDn", "Esc back")
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

        @Test(
            "is usable on every kind of terminal, and gives each back",
            arguments: ["xterm-256color", "xterm", "tmux-256color", "screen", "linux", "vt100"])
        func knowsTerminals(kind: String) async throws {
            let workplace = try Workplace()
            let configuration = try workplace.write(Self.configuration(speed: 300), to: "live.yaml")
            try await Tmux.with(columns: 80, rows: 24, in: workplace) { tmux in
                try await tmux.noteModes(in: "before")
                try await tmux.enter("TERM=\(kind) wick --config \(configuration)")
                try await tmux.wait(for: "SIMULATED", "LIVE", "monitor: no orders", "q quit")
                try await tmux.press("2")
                try await tmux.wait(for: "ETHUSDT") { $0.contains { $0.contains(#/^[─-]+ ETHUSDT 1m/#) } }
                try await tmux.press("Down")
                try await tmux.wait(for: "SOLUSDT") { $0.contains { $0.contains(#/^[─-]+ SOLUSDT 1m/#) } }
                try await tmux.press("c")
                try await tmux.wait(for: "zoom", "back")
                // The cursor of a terminal that cannot hide it stands where nothing else does.
                try await waitUntil("the cursor to be out of the way") {
                    let isHidden = try await tmux.value(of: "cursor_flag") == "0"
                    let column = try await tmux.value(of: "cursor_x")
                    let row = try await tmux.value(of: "cursor_y")
                    return isHidden || (column, row) == ("0", "23")
                }
                try await tmux.press("Escape", "?")
                try await tmux.wait(for: "show the 1st to the 10th symbol")
                try await tmux.press("Escape", "q")
                try await tmux.wait(for: "the shell") { $0.last { $0 != "" } == "shell>" }
                try await tmux.expectGivenBack()
                try await tmux.noteModes(in: "after")
                let (after, before) = (try workplace.text(of: "after"), try workplace.text(of: "before"))
                #expect(after == before)
            }
        }

        @Test("a storm of resizes with keys in between ends in a whole picture of the last size")
        func survivesAStormOfResizes() async throws {
            try await withMonitor { tmux in
                for number in 1...60 {
                    let (columns, rows) = (1 + (number * 97) % 240, 1 + (number * 31) % 75)
                    try await tmux.resize(columns: columns, rows: rows)
                    try await tmux.press(
                        ["c", "L", "?", "Escape", "Tab", "s", "/", "Escape", "m", "Escape"][number % 10])
                }
                try await tmux.resize(columns: 100, rows: 30)
                // Where the screen is too small, no page is left; tmux takes a while to tell the last size.
                try await tmux.wait(for: "a screen with room") { lines in
                    lines.contains { $0.count == 100 || $0.contains("it places no orders") }
                }
                try await tmux.press("Escape", "Escape", "Escape", "Escape")
                try await tmux.wait(for: "the screen at 100×30") { lines in
                    lines.count == 30 && lines[0].count == 100 && lines[0].hasSuffix("no orders")
                        && lines[29].hasSuffix("q quit") && MonitorScreen(lines: lines).marked != nil
                }
            }
        }

        @Test("every key of the monitor, of its pages and of the chart is answered")
        func answersEveryKey() async throws {
            try await withMonitor(columns: 120, rows: 40) { tmux in
                try await tmux.wait(for: "a signal") { !MonitorScreen(lines: $0).signals.isEmpty }
                for (key, answer) in Self.answers {
                    try await tmux.press(key)
                    try await tmux.wait(for: "\(answer) for \(key)") { lines in
                        answer.hasPrefix("!")
                            ? !lines.contains { $0.contains(answer.dropFirst()) }
                            : lines.contains { $0.contains(answer) }
                    }
                }
                try await tmux.press("C-c")
                try await tmux.wait(for: "shell>")
            }
        }

        /// Keys, one after another, and what is on the screen then; behind `!` what is not.
        private static let answers = [
            ("3", "▸ 3 SOLUSDT"), ("Tab", "▸ 3 SOLUSDT"), ("k", "▸ 2 ETHUSDT"), ("j", "▸ 3 SOLUSDT"),
            ("BTab", "▸ 2 ETHUSDT"), ("Up", "▸ 1 BTCUSDT"), ("Down", "▸ 2 ETHUSDT"), ("Space", "PAUSED"),
            ("C-l", "PAUSED"), ("Space", "LIVE"), ("s", "h↓"), ("s", "↓ "), ("s", "RSI↓"), ("s", "symbol↑"),
            ("s", "last signal↓"), ("J", "the list is sorted"), ("s", "last signal "), ("f", "ETHUSDT only"),
            ("F", "ETHUSDT LONG only"), ("f", "LONG only"), ("F", "SHORT only"), ("F", "signals"), ("L", "in order"),
            ("PPage", "in order"), ("Escape", "signals"), ("m", "wick's log says"), ("End", "follows the newest"),
            ("Home", "newest"), ("Escape", "signals"), ("A", "told"), ("Escape", "signals"),
            ("Enter", "what is at stake"),
            ("Up", "what is at stake"), ("Down", "what is at stake"), ("Escape", "signals"), ("c", "zoom"),
            ("+", "zoom"), ("-", "zoom"), ("Left", "EMA 5"), ("h", "EMA 5"), ("l", "EMA 5"), ("PPage", "EMA 5"),
            ("Home", "EMA 5"), ("End", "zoom"), ("0", "zoom"), ("Escape", "signals"), ("T", "colours: blue-orange"),
            ("T", "colours: red-up"), ("T", "colours: mono"), ("T", "colours: default"), ("S", "is offered where"),
            ("e", "candles of BTCUSDT 1m are in"), ("w", "nothing was changed"), ("a", "alert: BTCUSDT _"),
            ("Escape", "!Esc leaves"), ("/", "symbol: _"), ("Escape", "!Esc leaves"), ("t", "timeframe:"),
            ("Escape", "!Esc leaves"),
            ("d", "watch BTCUSDT no more?"), ("n", "!no more?"),
            ("?", "sheet 1 of 2"), ("Escape", "signals"),
        ]

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
