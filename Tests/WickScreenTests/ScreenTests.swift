import Foundation
import Testing
import WickEngine
import WickFeed
import WickMarket
import WickRisk
import WickScreenKit
import WickTestKit

@testable import WickScreen

/// Whole pictures against files of text in `Expected`. After a change that is meant, run them with
/// `WICK_WRITE_EXPECTED=1` in the environment, and read the difference.
struct ScreenTests {
    private static let now = ContinuousClock().now

    @Test(
        "draws the monitor",
        arguments: [(80, 24), (120, 40), (160, 50), (200, 60), (250, 80), (60, 15), (40, 8), (39, 7)], [false, true])
    func drawsTheMonitor(size: (columns: Int, rows: Int), isASCII: Bool) throws {
        let market = try DemoMarket(seed: 7)
        let grid = Self.grid(market, Size(columns: size.columns, rows: size.rows), isASCII: isASCII)
        try Self.compare(grid, "monitor-\(size.columns)x\(size.rows)\(isASCII ? "-ascii" : "")")
    }

    @Test("says what is wrong in words")
    func saysWhatIsWrong() throws {
        var market = try DemoMarket(seed: 3)
        market.mode = .live
        market.status = FeedStatus(
            state: .reconnecting, detail: "no data for 60 s; candles since 11:58 UTC will be fetched again", attempt: 3,
            retryAt: Self.now + .milliseconds(3200))
        market.states = [0: .stale, 1: .repairing, 2: .unavailable("BREAK")]
        let grid = Self.grid(market, Size(columns: 80, rows: 24), age: .seconds(63))
        #expect(grid.lines[0].contains("RECONNECTING 4 s"))
        #expect(grid.lines[0].contains("63s"))
        #expect(grid.lines[2].contains("STALE 63s"))
        #expect(grid.lines[3].contains("GAP 63s"))
        #expect(grid.lines[4].contains("BREAK"))
        #expect(grid.lines[23].contains("no data for 60 s"))
        try Self.compare(grid, "reconnecting-80x24")
        try Self.compare(
            Self.grid(market, Size(columns: 120, rows: 40), age: .seconds(63)), "reconnecting-120x40")
    }

    @Test("says in full why there is no candle yet", arguments: [(80, 24), (200, 60), (60, 15), (40, 8)])
    func saysWhyThereIsNoCandle(size: (columns: Int, rows: Int)) throws {
        var market = try DemoMarket(seed: 3, minutes: 0)
        market.mode = .live
        let detail = "the name 'stream.exchange.test' could not be resolved: check its spelling"
        market.status = FeedStatus(
            state: .reconnecting, detail: detail, attempt: 3, retryAt: Self.now + .milliseconds(3200))
        market.states = [0: .warmingUp, 1: .warmingUp, 2: .warmingUp]
        let grid = Self.grid(market, Size(columns: size.columns, rows: size.rows))
        let words = grid.lines.joined().split { " │".contains($0) }.joined(separator: " ")
        #expect(words.contains("no candle yet \(detail)") == (size.rows > 8))
        try Self.compare(grid, "unreachable-\(size.columns)x\(size.rows)")
    }

    @Test("shows refusals with their reason, and late signals as late")
    func showsRefusals() throws {
        let market = try DemoMarket(seed: 7)
        var view = ViewState(size: Size(columns: 80, rows: 24))
        view.note(market.snapshot(view.request))
        var snapshot = market.snapshot(view.request)
        snapshot.log[snapshot.log.count - 1].isLate = true
        let refusal = Refusal(rule: .minNotional, detail: "the notional 4.12 is below the exchange's 5 for this symbol")
        for index in snapshot.log.indices where !index.isMultiple(of: 2) {
            snapshot.log[index].verdict = .refused(refusal)
        }
        let some = Screen.grid(snapshot, view: view, at: Moment(now: Self.now))
        #expect(some.lines[22].contains("LATE"))
        try Self.compare(some, "refusals-80x24")
        for index in snapshot.log.indices { snapshot.log[index].verdict = .refused(refusal) }
        let all = Screen.grid(snapshot, view: view, at: Moment(now: Self.now))
        for row in 19...22 { #expect(all.lines[row].contains("refused the notional 4.12 is below the exchange's 5")) }
    }

    @Test("shows many symbols of every price", arguments: [(80, 24), (160, 50), (200, 60)])
    func showsManySymbols(size: (columns: Int, rows: Int)) throws {
        var market = try DemoMarket(seed: 11, symbols: 12, minutes: 400)
        market.mode = .replay(speed: 60)
        try Self.compare(
            Self.grid(market, Size(columns: size.columns, rows: size.rows)), "many-\(size.columns)x\(size.rows)")
    }

    @Test(
        "lists every key on the help page", arguments: [(80, 24), (120, 40), (200, 60), (60, 15), (40, 8), (39, 7)],
        [false, true])
    func listsEveryKey(size: (columns: Int, rows: Int), isASCII: Bool) throws {
        var view = ViewState(size: Size(columns: size.columns, rows: size.rows))
        _ = view.handle(.character("?"))
        let grid = Screen.grid(nil, view: view, at: Moment(now: Self.now), isASCII: isASCII)
        try Self.compare(grid, "help-\(size.columns)x\(size.rows)\(isASCII ? "-ascii" : "")")
    }

    @Test(
        "shows the chart over the whole middle with the candle under its crosshair",
        arguments: [(80, 24), (120, 40), (200, 60), (60, 15), (40, 8), (39, 7)], [false, true])
    func showsTheChart(size: (columns: Int, rows: Int), isASCII: Bool) throws {
        let market = try DemoMarket(seed: 7)
        let keys: [Key] = [.character("c"), .left, .left, .left, .left]
        let grid = Self.grid(market, Size(columns: size.columns, rows: size.rows), isASCII: isASCII, keys: keys)
        #expect(size.rows < 15 || grid.lines.contains { $0.contains("11:56") && $0.contains("66,728.21") })
        try Self.compare(grid, "chart-\(size.columns)x\(size.rows)\(isASCII ? "-ascii" : "")")
    }

    @Test("says at every size that the picture is held", arguments: [(250, 80), (80, 24), (60, 15), (40, 8)])
    func saysThatItIsPaused(size: (columns: Int, rows: Int)) throws {
        let size = Size(columns: size.columns, rows: size.rows)
        let line = Self.grid(try DemoMarket(seed: 7), size, keys: [.character(" ")]).lines[0]
        #expect(line.contains("PAUSED") && line.contains("LIVE"))
        #expect(
            !Self.grid(try DemoMarket(seed: 7), size, keys: [.character(" "), .character(" ")]).lines[0]
                .contains("PAUSED"))
    }

    @Test(
        "shows a signal with all its numbers",
        arguments: [(80, 24), (120, 40), (200, 60), (60, 15), (40, 8), (39, 7)], [false, true])
    func showsASignal(size: (columns: Int, rows: Int), isASCII: Bool) throws {
        let market = try DemoMarket(seed: 7)
        let grid = Self.grid(market, Size(columns: size.columns, rows: size.rows), isASCII: isASCII, keys: [.enter])
        try Self.compare(grid, "signal-\(size.columns)x\(size.rows)\(isASCII ? "-ascii" : "")")
    }

    @Test(
        "shows the account of connections and candles",
        arguments: [(80, 24), (120, 40), (200, 60), (60, 15), (40, 8), (39, 7)], [false, true])
    func showsTheLedger(size: (columns: Int, rows: Int), isASCII: Bool) throws {
        var market = try DemoMarket(seed: 7, symbols: 12, minutes: 5)
        market.trouble()
        let keys: [Key] = [.down, .character("L")]
        let grid = Self.grid(market, Size(columns: size.columns, rows: size.rows), isASCII: isASCII, keys: keys)
        try Self.compare(grid, "ledger-\(size.columns)x\(size.rows)\(isASCII ? "-ascii" : "")")
    }

    @Test(
        "shows the newest lines of the log",
        arguments: [(80, 24), (120, 40), (200, 60), (60, 15), (40, 8), (39, 7)], [false, true])
    func showsTheMessages(size: (columns: Int, rows: Int), isASCII: Bool) throws {
        var market = try DemoMarket(seed: 7)
        market.logMessages(90)
        let keys: [Key] = [.character("m")]
        let grid = Self.grid(market, Size(columns: size.columns, rows: size.rows), isASCII: isASCII, keys: keys)
        #expect(size.rows < 8 || grid.lines.contains { $0.contains("critical") })
        try Self.compare(grid, "messages-\(size.columns)x\(size.rows)\(isASCII ? "-ascii" : "")")
    }

    private static let sizes = [(80, 24), (120, 40), (200, 60), (60, 15), (40, 8), (39, 7)]

    @Test("shows the alerts that are set, and what they told", arguments: sizes, [false, true])
    func showsTheAlerts(size: (columns: Int, rows: Int), isASCII: Bool) throws {
        let market = try DemoMarket(seed: 7)
        var view = ViewState(
            size: Size(columns: size.columns, rows: size.rows),
            alerts: try ["BTCUSDT price crosses 67000", "any rsi above 70"].map { try Alert($0) })
        view.note(market.snapshot(view.request))
        view.take(
            ScreenNote("BTCUSDT is at 67000.5: it has crossed 67000", .alert, time: market.exchangeTime), now: Self.now)
        for key in [Key.character("A"), .down] { _ = view.handle(key) }
        let moment = Moment(now: Self.now + .seconds(60))
        let grid = Screen.grid(market.snapshot(view.request), view: view, at: moment, isASCII: isASCII)
        try Self.compare(grid, "alerts-\(size.columns)x\(size.rows)\(isASCII ? "-ascii" : "")")
    }

    @Test("asks for a symbol, and offers those of the exchange", arguments: sizes, [false, true])
    func asksForASymbol(size: (columns: Int, rows: Int), isASCII: Bool) throws {
        let market = try DemoMarket(seed: 7)
        var view = ViewState(size: Size(columns: size.columns, rows: size.rows))
        view.note(market.snapshot(view.request))
        _ = view.handle(.character("/"))
        var snapshot = market.snapshot(view.request)
        snapshot.symbolList = .known(
            try ["ADA", "AVAX", "DOGE", "DOT", "LINK", "LTC", "PEPE", "XRP", "TRX", "UNI", "XLM", "ZEC"].map { base in
                ListedSymbol(
                    symbol: try Symbol("\(base)USDT"), status: base == "LTC" ? .unavailable("BREAK") : .trading,
                    baseAsset: base, quoteAsset: "USDT", tickSize: nil)
            })
        view.note(snapshot)
        for key in [Key.character("l"), .down] { _ = view.handle(key) }
        let grid = Screen.grid(snapshot, view: view, at: Moment(now: Self.now), isASCII: isASCII)
        #expect(size.rows < 8 || grid.lines.last?.hasPrefix(" symbol: l_") ?? false)
        try Self.compare(grid, "search-\(size.columns)x\(size.rows)\(isASCII ? "-ascii" : "")")
    }

    @Test(
        "asks for an alert, a timeframe, and before a symbol is taken out", arguments: sizes,
        [("a", "alert"), ("t", "timeframe"), ("d", "removal")] as [(Character, String)])
    func asks(size: (columns: Int, rows: Int), what: (key: Character, name: String)) throws {
        let market = try DemoMarket(seed: 7)
        for isASCII in [false, true] {
            let grid = Self.grid(
                market, Size(columns: size.columns, rows: size.rows), isASCII: isASCII, keys: [.character(what.key)])
            try Self.compare(grid, "\(what.name)-\(size.columns)x\(size.rows)\(isASCII ? "-ascii" : "")")
        }
    }

    @Test("says that there are more symbols above and below those on view")
    func saysThatThereAreMore() throws {
        let market = try DemoMarket(seed: 7, symbols: 12, minutes: 5)
        func marks(_ keys: [Key]) -> String {
            String(Self.grid(market, Size(columns: 80, rows: 24), keys: keys).lines[1].prefix(2))
        }
        #expect(marks([]) == " ▾")
        #expect(marks(Array(repeating: .down, count: 8)) == "▴▾")
        #expect(marks(Array(repeating: .down, count: 11)) == "▴ ")
        #expect(String(Self.grid(try DemoMarket(seed: 7), Size(columns: 80, rows: 24)).lines[1].prefix(2)) == "  ")
    }

    @Test("says of a signal what its reward is worth after costs, or why it has no plan")
    func saysWhatASignalIsWorth() throws {
        var record = try #require(DemoMarket(seed: 7).log.last)
        func text(_ verdict: RiskVerdict) -> String {
            record.verdict = verdict
            let lines = SignalText(record, nil, digits: 2, width: 64).lines(room: 40).map(\.text)
            return lines.map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
        }
        func plan(cost: Double) -> RiskVerdict {
            .plan(
                Plan(
                    side: .long, entry: 100, stopLoss: 90, takeProfit: 120, size: 1, notional: 100, risk: 10,
                    reward: 20,
                    cost: cost))
        }
        #expect(text(plan(cost: 5)).contains("At the target 15.00 would be left. To break even, 50% of such trades"))
        #expect(text(plan(cost: 25)).contains("Even at the target this would lose 5.00:"))
        let refusal = Refusal(rule: .minNotional, detail: "notional 4.12 is below 5")
        #expect(text(.refused(refusal)).contains("refused by the rule min notional: notional 4.12 is below 5"))
    }

    @Test("says that it waits for the core's first word")
    func waitsForTheCore() {
        let view = ViewState(size: Size(columns: 80, rows: 24))
        let grid = Screen.grid(nil, view: view, at: Moment(now: Self.now))
        #expect(grid.lines[0].hasPrefix("wick  STARTING"))
        #expect(grid.lines[23].contains("q quit"))
    }

    @Test("grows ages by the time since the snapshot came")
    func growsAges() throws {
        let market = try DemoMarket(seed: 7)
        var view = ViewState(size: Size(columns: 80, rows: 24))
        let snapshot = market.snapshot(view.request)
        view.note(snapshot)
        let moment = Moment(now: Self.now, sinceSnapshot: .seconds(40))
        let lines = Screen.grid(snapshot, view: view, at: moment).lines
        #expect(lines[0].contains("data 40s old"))
        #expect(lines[2].hasSuffix(" 40s"))
    }

    /// The picture as a terminal would show it, once the core has answered what the view asked for.
    static func grid(
        _ market: DemoMarket, _ size: Size, age: Duration = .milliseconds(300), isASCII: Bool = false, keys: [Key] = []
    ) -> Grid {
        var (market, view) = (market, ViewState(size: size))
        market.age = age
        view.note(market.snapshot(view.request))
        for key in keys {
            _ = view.handle(key)
            view.note(market.snapshot(view.request))
        }
        let snapshot = market.snapshot(view.request)
        return Screen.grid(snapshot, view: view, at: Moment(now: now), isASCII: isASCII)
    }

    private static func compare(_ grid: Grid, _ name: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Expected/\(name).txt")
        let text = grid.lines.joined(separator: "\n") + "\n"
        if ProcessInfo.processInfo.environment["WICK_WRITE_EXPECTED"] != nil {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        #expect(text == expected, "\(name)")
    }
}
