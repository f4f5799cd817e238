import Testing
import WickEngine
import WickFeed
import WickMarket
import WickScreenKit

@testable import WickScreen

/// Other symbols, another order, another timeframe: keys in, commands for the core out.
struct WatchlistKeyTests {
    private func view(symbols: Int = 3, alerts: String...) throws -> (ViewState, Snapshot) {
        let market = try DemoMarket(seed: 1, symbols: symbols, minutes: 1)
        var view = ViewState(size: Size(columns: 80, rows: 24), alerts: try alerts.map { try Alert($0) })
        view.note(market.snapshot(view.request))
        let snapshot = market.snapshot(view.request)
        view.note(snapshot)
        return (view, snapshot)
    }

    private func lines(_ view: ViewState, _ snapshot: Snapshot) -> [String] {
        Screen.grid(snapshot, view: view, at: Moment(now: .now)).lines
    }

    @Test("/ asks for the exchange's symbols, offers what fits, and Enter watches the chosen one and selects it")
    func adds() throws {
        var (view, snapshot) = try view()
        #expect(!view.request.wantsSymbolList)
        _ = view.handle(.character("/"))
        #expect(view.request.wantsSymbolList)
        #expect(lines(view, snapshot)[22].contains("the exchange is asked for its symbols"))
        snapshot.symbolList = .known(
            try ["ADAUSDT", "DOGEUSDT", "DOTUSDT"].map {
                ListedSymbol(
                    symbol: try Symbol($0), status: .trading, baseAsset: String($0.dropLast(4)), quoteAsset: "USDT",
                    tickSize: nil)
            })
        view.note(snapshot)
        for key in [Key.character("d"), .character("o"), .down] { #expect(view.handle(key) == nil) }
        let shown = lines(view, snapshot)
        #expect(shown[21].contains("  DOTUSDT   DOT in USDT") && shown[22].contains("▸ DOGEUSDT  DOGE in USDT"))
        #expect(shown[23].hasPrefix(" symbol: do_"))
        #expect(view.handle(.enter) == .send(.add(try Symbol("DOGEUSDT"))))
        #expect(view.dialog == nil && !view.request.wantsSymbolList)
        let key = try SeriesKey(symbol: Symbol("DOGEUSDT"), timeframe: .oneMinute)
        #expect(view.request.selected == key)
        view.note(snapshot)  // of before
        #expect(view.request.selected == key)
        view.note(try DemoMarket(seed: 1, symbols: 4, minutes: 1).snapshot(view.request))
        #expect(view.position == 3 && view.request.selected == key)
    }

    @Test("keeps the choice while snapshots of the moment before it come in, of a signal's page, too")
    func keepsTheChoice() throws {
        var (view, snapshot) = try view()
        _ = view.handle(.down)
        for _ in 0..<2 { view.note(snapshot) }
        #expect(view.position == 1 && view.request.selected == snapshot.rows[1].key)
        _ = view.handle(.character("L"))
        _ = view.handle(.escape)
        for _ in 0..<2 { view.note(snapshot) }
        #expect(view.position == 1 && view.request.selected == snapshot.rows[1].key)
    }

    @Test("takes what is shown where a symbol that was chosen does not come")
    func givesUp() throws {
        var (view, snapshot) = try view()
        _ = view.handle(.character("/"))
        snapshot.symbolList = .known([
            ListedSymbol(
                symbol: try Symbol("ADAUSDT"), status: .trading, baseAsset: "", quoteAsset: "", tickSize: nil)
        ])
        view.note(snapshot)
        #expect(view.handle(.enter) == .send(.add(try Symbol("ADAUSDT"))))
        for _ in 0..<5 { view.note(snapshot) }
        #expect(view.request.selected?.symbol.name == "BTCUSDT" && view.position == 0)
    }

    @Test("says why the exchange's symbols cannot be had")
    func saysWhy() throws {
        var (view, snapshot) = try view()
        _ = view.handle(.character("/"))
        snapshot.symbolList = .failed("no connection")
        view.note(snapshot)
        #expect(lines(view, snapshot)[22].contains("cannot be had: no connection"))
        #expect(view.handle(.enter) == nil && view.dialog != nil)
        #expect(view.handle(.escape) == nil && view.dialog == nil)
    }

    @Test("d asks before it takes a symbol out, with its alerts; the last symbol stays")
    func removes() throws {
        var (view, snapshot) = try view(alerts: "any signal", "ETHUSDT rsi above 70", "ETHUSDT signal")
        _ = view.handle(.down)
        for key in [Key.character("d"), .character("n"), .character("d"), .escape, .character("d"), .character("x")] {
            #expect(view.handle(key) == nil)
        }
        #expect(view.dialog == nil)
        _ = view.handle(.character("d"))
        #expect(lines(view, snapshot)[23].contains("watch ETHUSDT no more and its 2 alerts?"))
        let ether = try Symbol("ETHUSDT")
        #expect(view.handle(.character("y")) == .remove(ether, alerts: [try Alert("any signal")]))
        #expect(view.request.selected == snapshot.rows[2].key)
        var (single, _) = try self.view(symbols: 1)
        #expect(single.handle(.character("d")) == .say("BTCUSDT is the only symbol, and stays"))
        #expect(single.dialog == nil)
    }

    @Test("J and K put the symbol further down or up, and go with it, to the ends of the list")
    func moves() throws {
        var (view, _) = try view()
        let bitcoin = try Symbol("BTCUSDT")
        #expect(view.handle(.character("K")) == nil)
        #expect(view.handle(.character("J")) == .send(.move(bitcoin, to: 1)))
        #expect(view.position == 1 && view.request.selected?.symbol == bitcoin)
        #expect(view.handle(.character("J")) == .send(.move(bitcoin, to: 2)))
        #expect(view.handle(.character("J")) == nil)
        #expect(view.handle(.character("K")) == .send(.move(bitcoin, to: 1)))
    }

    @Test("J says why it moves nothing where the list is sorted")
    func movesNothingWhereSorted() throws {
        var (view, _) = try view()
        _ = view.handle(.character("s"))
        guard case .say(let why) = view.handle(.character("J")) else { Issue.record("says nothing"); return }
        #expect(why.contains("sorted"))
    }

    @Test("in a replay nothing of that is changed, and it says so")
    func changesNoReplay() throws {
        var (view, snapshot) = try view()
        snapshot.mode = .replay(speed: 60)
        view.note(snapshot)
        for key in "/dJKtwS" {
            #expect(
                view.handle(.character(key)) == .say("a replay shows what was recorded, and changes nothing"), "\(key)")
            #expect(view.dialog == nil)
        }
    }

    @Test("t offers timeframes, and the screen says which is shown and which is to come")
    func switchesTimeframe() throws {
        var (view, snapshot) = try view()
        _ = view.handle(.character("t"))
        for key in [Key.left, .right, .right, .right, .right, .left] { #expect(view.handle(key) == nil) }
        #expect(lines(view, snapshot)[23].contains("timeframe: (1m)  3m   5m  [15m]  1h   4h   1d"))
        #expect(view.handle(.enter) == .send(.setTimeframe(.fifteenMinutes)))
        snapshot.nextTimeframe = .fifteenMinutes
        #expect(lines(view, snapshot)[0].contains("1m WARM-UP 15m"))
        for columns in 40...120 {
            view.resize(to: Size(columns: columns, rows: 24))
            let line = lines(view, snapshot)[0]
            #expect(line.hasSuffix("no orders") && (columns < 60 || line.contains("15m")), "\(line)")
        }
        view.resize(to: Size(columns: 80, rows: 24))
        _ = view.handle(.character("t"))
        for _ in 0..<9 { _ = view.handle(.right) }
        #expect(view.handle(.enter) == .send(.setTimeframe(.oneDay)))
        _ = view.handle(.character("t"))
        #expect(view.handle(.character("q")) == nil && view.handle(.escape) == nil && view.dialog == nil)
    }
}
