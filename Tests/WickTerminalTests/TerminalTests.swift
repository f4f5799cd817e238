import Foundation
import Testing

/// The probe in a pseudo-terminal: whatever ends it, the terminal is as it was.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct TerminalTests {
    private static let leave = "\u{1B}[?1049l"
    private static let enter = "\u{1B}[?1049h"

    /// The probe with its screen up.
    private func started(
        _ arguments: String..., environment: [String: String] = [:]
    ) throws -> (PseudoTerminal, modes: [UInt32]) {
        let terminal = try PseudoTerminal()
        let modes = terminal.modes
        try terminal.start(arguments, environment: environment)
        #expect(terminal.wait(for: "no orders"), "\(terminal.text)")
        return (terminal, modes)
    }

    private func expectGivenBack(_ terminal: PseudoTerminal, _ modes: [UInt32]) {
        #expect(terminal.modes == modes)
        let text = terminal.text
        #expect(text.components(separatedBy: Self.leave).count == text.components(separatedBy: Self.enter).count)
        let rest = text.components(separatedBy: Self.leave).last ?? ""
        #expect(!rest.contains("SIMULATED"))
        #expect(text.contains("\u{1B}[?25h") || text.contains("\u{1B}[?12l\u{1B}[?25h"), "the cursor is shown again")
    }

    @Test("takes the terminal and gives it back after q")
    func quits() throws {
        let (terminal, modes) = try started("moving")
        #expect(terminal.modes != modes)
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
        #expect(terminal.text.contains("left: quitKey"))
        expectGivenBack(terminal, modes)
    }

    @Test("gives it back after Ctrl-C")
    func interrupts() throws {
        let (terminal, modes) = try started("moving")
        terminal.type("\u{3}")
        #expect(terminal.waitForEnd() == 0)
        #expect(terminal.text.contains("left: signal(\(SIGINT))"))
        expectGivenBack(terminal, modes)
    }

    @Test("gives it back after a signal", arguments: [SIGINT, SIGTERM, SIGHUP])
    func stops(signal: Int32) throws {
        let (terminal, modes) = try started("moving")
        terminal.send(signal)
        #expect(terminal.waitForEnd() == 0)
        #expect(terminal.text.contains("left: signal(\(signal))"))
        expectGivenBack(terminal, modes)
    }

    @Test(
        "gives it back after a crash, and says why it crashed",
        arguments: [("crash", [SIGSEGV]), ("abort", [SIGABRT]), ("trap", [SIGILL, SIGTRAP])])
    func crashes(manner: String, signals: [Int32]) throws {
        let (terminal, modes) = try started(manner)
        let status = try #require(terminal.waitForEnd())
        #expect(signals.contains(status & 0x7F))
        expectGivenBack(terminal, modes)
        if manner == "trap" {
            #expect((terminal.text.components(separatedBy: Self.leave).last ?? "").contains("trapped on purpose"))
        }
    }

    @Test("gives it back where the stack overflows on its own thread")
    func overflows() throws {
        let (terminal, modes) = try started("overflow")
        terminal.type("2")
        #expect(terminal.waitForEnd().map { $0 & 0x7F } == SIGSEGV)
        expectGivenBack(terminal, modes)
    }

    @Test("gives it back where another part of the program exits")
    func exits() throws {
        let (terminal, modes) = try started("exit")
        #expect(terminal.waitForEnd().map { $0 >> 8 } == 70)
        expectGivenBack(terminal, modes)
    }

    @Test("gives it back after a signal that nobody handles", arguments: [SIGQUIT, SIGUSR1, SIGALRM, SIGXCPU])
    func isEnded(signal: Int32) throws {
        let (terminal, modes) = try started("still")
        terminal.send(signal)
        #expect(terminal.waitForEnd().map { $0 & 0x7F } == signal)
        expectGivenBack(terminal, modes)
    }

    @Test("keeps standard error off the screen, and writes it after")
    func holdsStandardError() throws {
        let (terminal, modes) = try started("error")
        #expect(terminal.wait(for: "five beats"))
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
        let parts = terminal.text.components(separatedBy: Self.leave)
        #expect(!parts[0].contains("went wrong"))
        #expect(parts[1].contains("something went wrong 1\r\nsomething went wrong 2\r\n"))
        expectGivenBack(terminal, modes)
    }

    @Test("draws anew for every size, down to the smallest")
    func resizes() throws {
        let (terminal, modes) = try started("still")
        for (columns, rows) in [(39, 7), (1, 1), (200, 60), (2, 50), (30, 5)] as [(UInt16, UInt16)] {
            terminal.resize(columns: columns, rows: rows)
        }
        #expect(terminal.wait(for: "30×5"))
        let mark = terminal.output.count
        terminal.resize(columns: 120, rows: 40)
        #expect(terminal.wait(for: "closes in", since: mark))
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
        expectGivenBack(terminal, modes)
    }

    @Test("answers keys: another symbol, the help page and back")
    func answersKeys() throws {
        let (terminal, _) = try started("still")
        var mark = terminal.output.count
        terminal.type("?")
        #expect(terminal.wait(for: "Esc back", since: mark))
        mark = terminal.output.count
        terminal.type("\u{1B}")
        #expect(terminal.wait(for: "BTCUSDT 1m", since: mark))
        mark = terminal.output.count
        terminal.type("\u{1B}OB")
        #expect(terminal.wait(for: "ETH", since: mark))
        mark = terminal.output.count
        terminal.type("c")
        #expect(terminal.wait(for: "zoom", since: mark))
        mark = terminal.output.count
        terminal.type("\u{1B}OD\u{1B}OD\u{1B}OD\u{C}")
        #expect(terminal.wait(for: "11:57", since: mark))
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
    }

    @Test("goes on where there is no shell that could continue it, and after SIGCONT")
    func goesOn() throws {
        let (terminal, modes) = try started("still")
        var mark = terminal.output.count
        terminal.type("\u{1A}")
        #expect(terminal.wait(for: Self.leave, since: mark))
        #expect(terminal.wait(for: "no orders", since: mark))
        terminal.send(SIGSTOP)
        mark = terminal.output.count
        terminal.send(SIGCONT)
        #expect(terminal.wait(for: "no orders", since: mark))
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
        #expect(terminal.modes == modes)
    }

    @Test("ends with its terminal, even where the hang-up's signal is ignored", arguments: ["moving", "ignorant"])
    func endsWithItsTerminal(manner: String) throws {
        let (terminal, _) = try started(manner)
        terminal.hangUp()
        let status = try #require(terminal.waitForEnd())
        // The hang-up and its signal come together; either may be seen first.
        #expect(manner == "ignorant" ? status >> 8 == 3 : [0, 3].contains(status >> 8))
    }

    @Test(
        "works on every kind of terminal", arguments: ["xterm-256color", "tmux-256color", "screen", "linux", "vt100"])
    func worksOn(kind: String) throws {
        let (terminal, modes) = try started("still", environment: ["TERM": kind])
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
        #expect(terminal.modes == modes)
        #expect(terminal.text.contains("66,685.12"))
        #expect(terminal.text.contains("▸") == (kind != "linux"))
    }

    @Test("writes ASCII alone without a UTF-8 locale")
    func writesASCII() throws {
        let (terminal, _) = try started("still", environment: ["LC_ALL": "C"])
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
        #expect(terminal.output.allSatisfy { $0 < 0x80 })
    }

    @Test("sets no colour where NO_COLOR is set", arguments: [("", true), ("1", false)])
    func obeysNoColor(value: String, isColoured: Bool) throws {
        let (terminal, _) = try started("still", environment: ["NO_COLOR": value])
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
        #expect(terminal.text.contains("\u{1B}[32m") == isColoured)
    }

    @Test(
        "colours what rises as the theme says, in as many colours as there are",
        arguments: [
            ("default", "xterm-256color", "\u{1B}[32m▲"), ("red-up", "xterm-256color", "\u{1B}[31m▲"),
            ("blue-orange", "xterm-256color", "\u{1B}[38;5;33m▲"), ("blue-orange", "xterm", "\u{1B}[36m▲"),
            ("mono", "xterm-256color", nil),
        ])
    func obeysThemes(theme: String, kind: String, rise: String?) throws {
        let (terminal, _) = try started("still", "3", theme, environment: ["TERM": kind])
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
        if let rise {
            #expect(terminal.text.contains(rise))
        } else {
            #expect(!terminal.text.contains("\u{1B}[32m") && !terminal.text.contains("\u{1B}[31m"))
            #expect(terminal.text.contains("▲"))
        }
    }

    @Test("holds the picture while it is paused, and says so")
    func pauses() throws {
        let (terminal, _) = try started("moving")
        var mark = terminal.output.count
        terminal.type(" ")
        #expect(terminal.wait(for: "PAUSED", since: mark))
        mark = terminal.output.count
        // Only what changed is written, so that the words are whole in a picture that is drawn anew.
        func times(at age: String) -> String? {
            for _ in 0..<100 {
                mark = terminal.output.count
                terminal.type("\u{C}")
                if terminal.wait(for: "data \(age) old", since: mark, seconds: 0.2),
                    terminal.wait(for: " UTC", since: mark)
                {
                    return terminal.text.matches(of: /\d\d:\d\d:\d\d UTC/).last.map { String($0.output) }
                }
            }
            return nil
        }
        let held = try #require(times(at: "1s"))
        #expect(times(at: "2s") == held, "ten seconds of the market later")
        mark = terminal.output.count
        terminal.type(" \u{C}")
        #expect(terminal.wait(for: "data <1s old", since: mark))
        terminal.type("q")
        #expect(terminal.waitForEnd() == 0)
    }

    @Test(
        "says what is wrong where no screen can be shown",
        arguments: [
            ("nonsense", "'nonsense', a kind of terminal not known"), ("", "TERM is not set"),
            ("dumb", "cannot show a screen"),
        ])
    func refusesTerminals(kind: String, words: String) throws {
        let terminal = try PseudoTerminal()
        let modes = terminal.modes
        try terminal.start(["still"], environment: ["TERM": kind])
        #expect(terminal.waitForEnd().map { $0 >> 8 } == 69)
        #expect(terminal.text.contains(words), "\(terminal.text)")
        #expect(terminal.modes == modes)
    }
}
