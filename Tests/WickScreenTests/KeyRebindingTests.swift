import Testing
import WickScreenKit

@testable import WickScreen

struct KeyRebindingTests {
    private let map = KeyMap.standard

    @Test("every action has a name of its own, made of letters and digits")
    func namesActions() {
        let names = map.actions.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.wholeMatch(of: #/[a-z]+(_[a-z0-9]+)*/#) != nil }, "\(names)")
        #expect(
            Set(names).isSuperset(of: ["export", "select_next", "chart_left", "leave_chart", "leave_signal", "quit"]))
    }

    @Test("every key of the map has a name that is read back")
    func namesKeys() {
        for key in map.bindings.flatMap(\.commands.keys) { #expect(Key(name: key.name) == key, "\(key)") }
        #expect(
            Key(name: "ctrl-e") == .control("e") && Key(name: "pgup") == .pageUp && Key(name: "Q") == .character("Q"))
        for name in ["", "F5", "Ctrl-", "Ctrl-I", "Ctrl-1", "qq", "\u{7F}", "\u{1B}"] {
            #expect(Key(name: name) == nil)
        }
    }

    @Test("an action has the keys that are wanted and no others; those that it had are free")
    func rebinds() {
        let rebound = map.rebound([
            "export": [.character("E"), .control("e")], "select_next": [.character("n")], "pause": [],
        ])
        #expect(rebound.command(for: .character("E")) == .export && rebound.command(for: .control("e")) == .export)
        #expect(rebound.command(for: .character("e")) == nil && rebound.command(for: .character(" ")) == nil)
        #expect(rebound.command(for: .character("n")) == .selectNext && rebound.command(for: .down) == nil)
        #expect(rebound.command(for: .up) == .selectPrevious)
        #expect(map.rebound([:]) == map)
        let help = (0..<9).flatMap {
            HelpPage.grid(rebound, from: .monitor, sheet: $0, Size(columns: 100, rows: 60)).lines
        }
        #expect(help.contains { $0.contains("Ctrl-E E ") || $0.contains("E Ctrl-E ") })
        #expect(!help.contains { $0.contains("hold the picture") })
    }

    @Test("Ctrl-C always quits")
    func alwaysQuits() {
        let rebound = map.rebound(["quit": [.character("X")]])
        #expect(rebound.command(for: .character("X")) == .quit && rebound.command(for: .control("c")) == .quit)
        #expect(rebound.command(for: .character("q")) == nil)
        #expect(map.conflicts(of: ["export": [.control("c")]]).map(\.other) == ["quit"])
    }

    @Test("tells which two actions would have one key; in another place it is no conflict")
    func tellsConflicts() {
        #expect(map.conflicts(of: [:]).isEmpty)
        let conflict = KeyMap.Conflict(key: .character("q"), given: "export", other: "quit")
        #expect(map.conflicts(of: ["export": [.character("q")]]) == [conflict])
        #expect(map.conflicts(of: ["export": [.character("q")], "quit": [.character("e")]]).isEmpty)
        #expect(map.conflicts(of: ["chart_left": [.character("q")]]).isEmpty)
    }

    @Test("the wheel scrolls what it is over, a click chooses a symbol")
    func mouse() throws {
        let market = try DemoMarket(seed: 7)
        var view = ViewState(size: Size(columns: 80, rows: 24))
        view.note(market.snapshot(view.request))
        #expect(view.handle(.click(row: 4, column: 5)) == nil && view.position == 2)
        #expect(view.handle(.click(row: 15, column: 5)) == nil && view.position == 2)
        #expect(view.handle(.wheel(-1, row: 3, column: 5)) == nil && view.position == 1)
        #expect(view.handle(.wheel(1, row: 3, column: 5)) == nil && view.position == 2)
        #expect(view.log.end == nil)
        _ = view.handle(.wheel(-1, row: 20, column: 5))
        #expect(view.log.end == market.log.count - 3)
        _ = view.handle(.wheel(1, row: 20, column: 5))
        #expect(view.log.end == nil)
        _ = view.handle(.character("d"))
        #expect(view.handle(.click(row: 2, column: 5)) == nil && view.dialog != nil && view.position == 2)
    }
}
