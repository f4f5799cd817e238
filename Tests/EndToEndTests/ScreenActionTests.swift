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
                    for: "error    wick: /proc/nowhere/wick.log: the log cannot be written", "watches 1 symbol on",
                    "info     feed: live", "follows the newest")
                try await tmux.press("q")
            }
        }
    }
}

extension EndToEnd.ScreenActionTests {
    @Test("a sets an alert that is told on the screen and to a command, A lists it, and what it told, and takes it out")
    func alerts() async throws {
        let workplace = try Workplace()
        let script = "printf '%s\\n' \"$WICK_KIND $WICK_SYMBOL $WICK_TEXT\" >> told"
        let file = try workplace.write(
            """
            exchange: simulated
            simulator: {speed: 300}
            alerts:
              rules: [any signal]
              command:
                - sh
                - -c
                - \(script)
            """, to: "live.yaml")
        try await Tmux.with(columns: 100, rows: 30, in: workplace) { tmux in
            try await tmux.enter("wick --config \(file)")
            try await tmux.wait(for: "SIMULATED", "LIVE")
            try await tmux.press("2", "a", "p", "r", "i", "c", "e", "Enter")
            try await tmux.wait(for: "has no level", "alert: SOLUSDT price_")
            try await tmux.press("C-u")
            try await tmux.command("send-keys", "-l", "any rsi above 50")
            try await tmux.press("Enter")
            try await tmux.wait(for: "ALERT")
            try await tmux.press("A")
            try await tmux.wait(for: "any signal", "any rsi above 50", "it has risen to or above 50", "gave a signal")
            try await tmux.press("d")
            try await tmux.wait(for: "alerts 1")
            try await tmux.press("Escape")
            try await tmux.wait(for: "the monitor") { MonitorScreen(lines: $0).selected == "SOLUSDT" }
            try await waitUntil("the command") {
                guard let told = try? workplace.text(of: "told") else { return false }  // Not there yet.
                return told.contains(#/signal [A-Z]+ [A-Z]+ 1m gave a signal: (LONG|SHORT) at/#)
                    && told.contains("rsi ")
            }
            try await tmux.press("q")
            try await tmux.wait(for: "shell>")
        }
    }

    @Test("a command that fails is said on the screen, which goes on")
    func saysThatTheCommandFails() async throws {
        let workplace = try Workplace()
        let file = try workplace.write(
            """
            exchange: simulated
            simulator: {speed: 300}
            alerts: {rules: [any rsi crosses 50], flash: off, bell: off, command: [/nowhere/at-all]}
            """, to: "live.yaml")
        try await Tmux.with(columns: 80, rows: 24, in: workplace) { tmux in
            try await tmux.enter("wick --config \(file)")
            try await tmux.wait(for: "FAILED the command '/nowhere/at-all' cannot be run", "No such file")
            try await tmux.press("q")
            try await tmux.wait(for: "shell>")
        }
    }
}

extension EndToEnd.ScreenActionTests {
    @Test(
        "/ adds a symbol, J and K move it, d takes one out, t switches the timeframe, and w writes it all to the file")
    func changesTheWatchlist() async throws {
        let workplace = try Workplace()
        let file = try workplace.write(
            """
            # Mine.
            exchange: simulated # no network
            symbols: [BTCUSDT, ETHUSDT]
            simulator: {speed: 60}

            """, to: "live.yaml")
        try await Tmux.with(columns: 100, rows: 30, in: workplace) { tmux in
            try await tmux.enter("wick --config \(file)")
            try await tmux.wait(for: "SIMULATED", "LIVE")
            try await tmux.press("/", "s", "o", "l")
            try await tmux.wait(for: "▸ SOLUSDT", "symbol: sol_")
            try await tmux.press("Enter")
            try await tmux.wait(for: "the new symbol") { lines in
                let screen = MonitorScreen(lines: lines)
                return screen.marked == "SOLUSDT" && screen.selected == "SOLUSDT" && screen.closedTimes.count >= 3
            }
            try await tmux.press("K")
            try await tmux.wait(for: "SOLUSDT in the second place") { $0.contains { $0.hasPrefix("▸ 2 SOLUSDT") } }
            try await tmux.press("1", "d")
            try await tmux.wait(for: "watch BTCUSDT no more?")
            try await tmux.press("y")
            try await tmux.wait(for: "the others") { lines in
                lines.contains { $0.contains("1 SOLUSDT") } && !lines.contains { $0.contains(#/\d BTCUSDT/#) }
            }
            try await tmux.press("t", "Right", "Right")
            try await tmux.wait(for: "timeframe:", "[5m]")
            try await tmux.press("Enter")
            try await tmux.wait(for: "SOLUSDT 5m") { $0.contains { $0.hasPrefix("── SOLUSDT 5m") } }
            try await tmux.press("T", "w")
            try await tmux.wait(for: "symbols, timeframe, theme: written to ~/live.yaml")
            try await tmux.press("q")
            try await tmux.wait(for: "shell>")
            let expected = """
                # Mine.
                exchange: simulated # no network
                symbols: [SOLUSDT, ETHUSDT]
                simulator: {speed: 60}
                timeframe: 5m
                screen:
                  theme: blue-orange

                """
            let written = try workplace.text(of: "live.yaml")
            #expect(written == expected)
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test("w makes the user's own file where there is none, and writes nothing where a mistake has come into it")
    func writesTheConfiguration() async throws {
        let workplace = try Workplace()
        try await Tmux.with(columns: 100, rows: 30, in: workplace) { tmux in
            try await tmux.enter("cd; wick --exchange simulated")
            try await tmux.wait(for: "SIMULATED", "LIVE")
            try await tmux.press("w")
            try await tmux.wait(for: "nothing was changed since the start")
            try await tmux.press("T", "w")
            try await tmux.wait(for: "theme: written to ~/config/wick/live.yaml")
            let written = try workplace.text(of: "config/wick/live.yaml")
            #expect(written == "screen:\n  theme: blue-orange\n")
            _ = try workplace.write("screen: {theme: green}\n", to: "config/wick/live.yaml")
            try await tmux.press("T", "w")
            try await tmux.wait(for: "FAILED ~/config/wick/live.yaml is unchanged: it has mistakes")
            let kept = try workplace.text(of: "config/wick/live.yaml")
            #expect(kept == "screen: {theme: green}\n")
            try await tmux.press("q")
            try await tmux.wait(for: "shell>")
        }
    }
}

extension EndToEnd.ScreenActionTests {
    @Test("other keys of the configuration count, the old ones do not, and the help page names them; the mouse chooses")
    func rebinds() async throws {
        let workplace = try Workplace()
        let file = try workplace.write(
            "exchange: simulated\nsimulator: {speed: 10}\nkeys: {select_next: n, quit: X}\n", to: "live.yaml")
        try await Tmux.with(columns: 100, rows: 60, in: workplace) { tmux in
            try await tmux.enter("wick --config \(file) --mouse --ascii")
            try await tmux.wait(for: "SIMULATED", "LIVE")
            try await tmux.press("q", "j", "n", "?")
            try await tmux.wait(for: "quit (so does Ctrl-C)", " X Ctrl-C ")
            try await tmux.press("Escape")
            try await tmux.wait(for: "SOLUSDT 1m") { $0.contains { $0.contains(#/^-- SOLUSDT 1m/#) } }
            let mouse = try await tmux.value(of: "mouse_any_flag")
            #expect(mouse == "1")
            // The first button goes down in column 5 of row 5 and up again, as this terminal's mouse says it.
            try await tmux.command("send-keys", "-H", "1b", "5b", "4d", "20", "25", "25")
            try await tmux.command("send-keys", "-H", "1b", "5b", "4d", "23", "25", "25")
            try await tmux.wait(for: "ETHUSDT 1m") { $0.contains { $0.contains(#/^-- ETHUSDT 1m/#) } }
            try await tmux.press("X")
            try await tmux.wait(for: "shell>")
            try await tmux.expectGivenBack()
        }
    }
}
