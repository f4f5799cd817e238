import Testing
import WickEngine
import WickScreenKit

@testable import WickScreen

/// Keys in, view and intents out.
struct ViewStateTests {
    private static let size = Size(columns: 80, rows: 24)

    private func view(symbols: Int = 3, log: Int = 0) throws -> (ViewState, Snapshot) {
        var view = ViewState(size: Self.size)
        var snapshot = try DemoMarket(seed: 1, symbols: symbols, minutes: 1).snapshot(view.request)
        snapshot.setLog(newest: log)
        view.note(snapshot)
        return (view, snapshot)
    }

    @Test(
        "chooses symbols by number and one after another, and stays within the list",
        arguments: [
            ([.character("2")], 1), ([.character("9")], 0), ([.character("0")], 0), ([.down, .down], 2),
            ([.down, .down, .down], 2), ([.character("j"), .tab, .character("k")], 1), ([.up], 0), ([.backTab], 0),
            ([.character("3"), .up, .backTab], 0), ([.escape, .character("x")], 0),
        ] as [([Key], Int)])
    func choosesSymbols(keys: [Key], position: Int) throws {
        var (view, _) = try view()
        for key in keys { #expect(view.handle(key) == nil) }
        #expect(view.position == position)
    }

    @Test("asks for the chosen symbol once its row is known, and scrolls the list to it")
    func asksForTheChosen() throws {
        let market = try DemoMarket(seed: 1, symbols: 12, minutes: 1)
        var view = ViewState(size: Self.size)
        #expect(view.request.selected == nil)
        view.note(market.snapshot(view.request))
        #expect(view.request.selected?.symbol.name == "BTCUSDT")
        #expect(view.request.rows == 0..<7)
        #expect(view.handle(.character("0")) == nil)
        #expect(view.request.rows == 3..<11)
        view.note(market.snapshot(view.request))
        #expect(view.request.selected?.symbol.name == "LTCUSDT")
    }

    @Test(
        "answers what only the driver can do",
        arguments: [
            (Key.character("q"), Intent.quit), (.control("c"), .quit), (.control("l"), .redraw),
            (.control("z"), .suspend),
        ])
    func answersIntents(key: Key, intent: Intent) throws {
        var (view, _) = try view()
        #expect(view.handle(key) == intent)
    }

    @Test("asks for a file of the selected symbol's candles, once it is known which that is")
    func asksForAnExport() throws {
        var unknown = ViewState(size: Self.size)
        #expect(unknown.handle(.character("e")) == nil)
        let market = try DemoMarket(seed: 1, symbols: 3, minutes: 1)
        var view = ViewState(size: Self.size)
        view.note(market.snapshot(view.request))
        _ = view.handle(.down)
        let snapshot = market.snapshot(view.request)
        view.note(snapshot)
        #expect(view.handle(.character("e")) == .export(snapshot.rows[1].key))
    }

    @Test("leaves the help page with any key, and does nothing else by it")
    func leavesHelp() throws {
        for key in [Key.character("q"), .character("?"), .down, .character("2"), .escape, .character("x")] {
            var (view, _) = try view()
            view.resize(to: Size(columns: 80, rows: 60))
            #expect(view.handle(.character("?")) == nil)
            #expect(view.page == .help)
            #expect(view.handle(key) == nil)
            #expect(view.page == .monitor)
            #expect(view.position == 0)
        }
    }

    @Test("turns the sheets of a help page that does not fit, and leaves it by Esc at any time")
    func turnsHelp() throws {
        var (view, _) = try view()
        let sheets = HelpPage.sheetCount(view.keyMap, from: .monitor, Self.size)
        #expect(sheets > 1)
        _ = view.handle(.character("?"))
        for sheet in 0..<sheets {
            #expect(view.page == .help && view.helpSheet == sheet)
            _ = view.handle(.character(" "))
        }
        #expect(view.page == .monitor)
        _ = view.handle(.character("?"))
        _ = view.handle(.escape)
        #expect(view.page == .monitor)
    }

    @Test("scrolls the log, stays there, counts what is new, and follows again at its end")
    func scrollsTheLog() throws {
        var (view, snapshot) = try view(log: 100)
        let rows = view.layout.logEntries
        #expect(view.request.logEnd == nil)
        _ = view.handle(.pageUp)
        #expect(view.log.end == 100 - rows + 1)
        snapshot.setLog(newest: 112)
        view.note(snapshot)
        #expect(view.log.end == 100 - rows + 1)
        #expect(view.log.unseen == 12)
        _ = view.handle(.home)
        #expect(view.log.end == rows)
        #expect(view.log.unseen == 12)
        _ = view.handle(.pageDown)
        #expect(view.log.end == 2 * rows - 1)
        _ = view.handle(.end)
        #expect(view.log.end == nil)
        #expect(view.log.unseen == 0)
    }

    @Test("shows signals of one symbol or one side only, scrolls through those, and counts them")
    func filtersTheLog() throws {
        let market = try DemoMarket(seed: 7, minutes: 600)
        var view = ViewState(size: Self.size)
        func answer() { view.note(market.snapshot(view.request)) }
        answer()
        _ = view.handle(.down)
        answer()
        _ = view.handle(.character("f"))
        answer()
        let key = try #require(view.request.selected)
        let matching = market.log.filter { $0.key == key }.map(\.number)
        let entries = view.layout.logEntries
        #expect(view.log.count == matching.count && matching.count > 2 * entries)
        _ = view.handle(.pageUp)
        #expect(view.log.end == matching[matching.count - entries])
        _ = view.handle(.home)
        answer()
        #expect(view.log.end == matching[entries - 1])
        #expect(market.snapshot(view.request).log.count < 5 * entries, "what is on view, not what there is")
        _ = view.handle(.character("F"))
        answer()
        let long = market.log.filter { $0.key == key && $0.signal.side == .long }
        #expect(view.log.count == long.count && view.log.end == nil)
        let lines = Screen.grid(market.snapshot(view.request), view: view, at: Moment(now: .now)).lines
        #expect(lines.contains { $0.contains("signals ETHUSDT LONG only \(long.count)") })
        #expect(lines[22].contains("ETHUSDT LONG"))
        for key in [Key.character("F"), .character("F"), .character("f")] { _ = view.handle(key) }
        answer()
        #expect(!view.log.isFiltered && view.log.count == market.log.count)
    }

    @Test("opens the newest signal on view, goes from one to the next, and back")
    func opensSignals() throws {
        let market = try DemoMarket(seed: 7)
        var view = ViewState(size: Self.size)
        func press(_ key: Key) {
            _ = view.handle(key)
            view.note(market.snapshot(view.request))
        }
        view.note(market.snapshot(view.request))
        press(.enter)
        #expect(view.page == .signal && view.signalNumber == market.log.count)
        press(.down)
        #expect(view.signalNumber == market.log.count)
        for _ in 0..<99 { press(.up) }
        #expect(view.signalNumber == 1)
        #expect(view.request.selected == market.log[0].key)
        #expect(view.handle(.character("q")) == .quit)
        #expect(view.handle(.escape) == nil)
        #expect(view.page == .monitor && view.request.selected?.symbol.name == "BTCUSDT")
        let (empty, _) = try self.view()
        view = empty
        #expect(view.handle(.enter) == nil)
        #expect(view.page == .monitor)
    }

    @Test("does not scroll a log that fits")
    func doesNotScrollAShortLog() throws {
        var (view, _) = try view(log: 3)
        for key in [Key.pageUp, .home, .pageDown, .end] {
            _ = view.handle(key)
            #expect(view.log.end == nil)
        }
    }

    @Test("listens to nothing but quit where it is too small")
    func listensToQuitAlone() throws {
        var (view, _) = try view(log: 100)
        view.resize(to: Size(columns: 39, rows: 7))
        for key in [Key.character("?"), .down, .pageUp, .character("2")] { #expect(view.handle(key) == nil) }
        #expect(view.page == .monitor && view.position == 0 && view.log.end == nil)
        #expect(view.handle(.character("q")) == .quit)
    }

    @Test("keeps the choice on view when the size and the list change")
    func keepsTheChoice() throws {
        var (view, snapshot) = try view(symbols: 12)
        for _ in 0..<11 { _ = view.handle(.down) }
        view.resize(to: Size(columns: 40, rows: 8))
        #expect(view.request.rows.contains(11))
        snapshot.seriesCount = 4
        view.note(snapshot)
        #expect(view.position == 3)
        #expect(view.request.rows.contains(3))
    }

    @Test("gives every key of the map to one command, and tells every binding on the help page")
    func tellsEveryKey() {
        let map = KeyMap.standard
        for place in [KeyMap.Place.monitor, .chart, .signal, .ledger, .messages, .alerts, .replay] {
            let keys = map.bindings.filter { $0.place == place }.flatMap { $0.commands.keys }
            #expect(Set(keys).count == keys.count)
        }
        let help = Self.help(Self.size)
        for binding in map.bindings { #expect(help.contains(binding.keys) && help.contains(binding.meaning)) }
    }

    @Test("tells every key in a small terminal, too, on few sheets, those of the place at hand first")
    func tellsEveryKeyInFewWords() {
        for (columns, rows, sheetsMax) in [(40, 8, 8), (60, 15, 4), (75, 60, 1)] {
            let size = Size(columns: columns, rows: rows)
            let help = Self.help(size, from: .chart)
            for binding in KeyMap.standard.bindings { #expect(help.contains("\(binding.keys) \(binding.brief)")) }
            #expect(help.contains("LATE the candle was fetched"))
            let first = HelpPage.grid(.standard, from: .chart, sheet: 0, size).lines.joined(separator: "\n")
            #expect(first.contains("in the chart:") && first.contains("← → h l candle"))
            #expect(HelpPage.sheetCount(.standard, from: .chart, size) <= sheetsMax)
        }
    }

    private static func help(_ size: Size, from place: KeyMap.Place = .monitor) -> String {
        (0..<HelpPage.sheetCount(.standard, from: place, size)).flatMap { sheet in
            HelpPage.grid(.standard, from: place, sheet: sheet, size).lines
        }.joined(separator: "\n")
    }

    @Test("turns back a sheet of help, returns to the page that help was asked for on, and quits by Ctrl-C even there")
    func returnsFromHelp() throws {
        var (view, _) = try view()
        for key in [Key.character("L"), .character("?"), .down, .up, .up] { _ = view.handle(key) }
        #expect(view.page == .help && view.helpSheet == 0)
        #expect(view.place == .ledger)
        _ = view.handle(.escape)
        #expect(view.page == .ledger)
        _ = view.handle(.character("?"))
        #expect(view.handle(.control("c")) == .quit)
        view.resize(to: Size(columns: 40, rows: 8))
        for _ in 0..<5 { _ = view.handle(.down) }
        view.resize(to: Size(columns: 60, rows: 15))
        #expect(view.page == .help && view.helpSheet == HelpPage.sheetCount(.standard, from: .ledger, view.size) - 1)
    }

    @Test("scrolls a signal's page that is longer than the screen, and starts the next one at its head")
    func scrollsASignal() throws {
        let market = try DemoMarket(seed: 7)
        var view = ViewState(size: Size(columns: 60, rows: 15))
        func lines(_ keys: Key...) -> [String] {
            for key in keys {
                _ = view.handle(key)
                view.note(market.snapshot(view.request))
            }
            return Screen.grid(market.snapshot(view.request), view: view, at: Moment(now: .now)).lines
        }
        view.note(market.snapshot(view.request))
        let head = lines(.enter)
        #expect(head[2].contains("candle of") && head[1].contains("1 to 12 of 2"))
        let end = lines(.pageDown, .pageDown, .pageDown)
        #expect(end[13].contains("its average") && !end[2].contains("candle of"))
        #expect(lines(.pageUp, .pageUp, .pageUp) == head)
        #expect(lines(.pageDown, .up)[2].contains("candle of"))
        view.resize(to: Size(columns: 80, rows: 60))
        #expect(lines(.pageDown)[2].contains("candle of"))
    }

    @Test("says what the list is sorted by, and shows the chart from every page")
    func saysTheOrder() throws {
        var (view, _) = try view()
        #expect(view.handle(.character("s")) == .say("sorted by change, the greatest first"))
        for _ in 0..<4 { _ = view.handle(.character("s")) }
        #expect(view.handle(.character("s")) == .say("the order is your own again"))
        _ = view.handle(.character("L"))
        #expect(view.handle(.character("c")) == nil)
        #expect(view.page == .monitor && view.place == .chart)
    }

    @Test("rings for a fresh signal only")
    func rings() throws {
        var market = try DemoMarket(seed: 7)
        let before = market.snapshot(SnapshotRequest())
        while market.log.count == before.logNewest { market.advance(seconds: 5) }
        var after = market.snapshot(SnapshotRequest())
        #expect(after.hasFreshSignal(since: before))
        #expect(!after.hasFreshSignal(since: nil))
        #expect(!after.hasFreshSignal(since: after))
        for index in after.log.indices { after.log[index].isLate = true }
        #expect(!after.hasFreshSignal(since: before))
    }

    @Test("sorts the list, and keeps to the chosen symbol wherever it goes")
    func sorts() throws {
        let market = try DemoMarket(seed: 1, symbols: 12, minutes: 30)
        var view = ViewState(size: Self.size)
        func answer() { view.note(market.snapshot(view.request)) }
        answer()
        _ = view.handle(.down)
        answer()
        let chosen = try #require(view.request.selected)
        for _ in WatchOrder.allCases.dropFirst() {
            _ = view.handle(.character("s"))
            answer()
            let snapshot = market.snapshot(view.request)
            #expect(snapshot.order == view.order && snapshot.selected?.key == chosen)
            #expect(snapshot.rows[view.position - snapshot.firstRow].key == chosen)
        }
        _ = view.handle(.down)
        #expect(view.request.selected != chosen, "the next one in the order on view")
        _ = view.handle(.character("s"))
        #expect(view.order == .configured)
    }

    @Test("shows the ledger and leaves it, and scrolls through all symbols there")
    func showsTheLedger() throws {
        let market = try DemoMarket(seed: 1, symbols: 40, minutes: 1)
        var view = ViewState(size: Self.size)
        func press(_ keys: Key...) {
            for key in keys { _ = view.handle(key) }
            view.note(market.snapshot(view.request))
        }
        press(.character("L"))
        #expect(view.page == .ledger && view.request.hasConnections)
        press(.pageDown, .pageDown, .pageDown, .pageDown, .pageDown, .pageDown)
        #expect(view.position == 39 && view.request.rows.contains(39))
        press(.pageUp)
        #expect(view.position < 39 && view.page == .ledger)
        press(.escape)
        #expect(view.page == .monitor && !view.request.hasConnections)
        press(.character("L"), .character("L"))
        #expect(view.page == .monitor)
    }
}

extension Snapshot {
    /// Says that there are so many entries in the log.
    fileprivate mutating func setLog(newest: Int) {
        (logNewest, logMatches, logMatchNewest) = (newest, newest, newest)
    }
}
