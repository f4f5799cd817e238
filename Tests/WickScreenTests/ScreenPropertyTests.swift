import Testing
import WickEngine
import WickFeed
import WickMarket
import WickRisk
import WickScreenKit
import WickStrategy
import WickTestKit

@testable import WickScreen

/// Whatever comes, there is a picture of exactly the size, and no trap.
struct ScreenPropertyTests {
    @Test("fits every size with every snapshot", arguments: 0..<24 as Range<UInt64>)
    func fitsEverySize(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let market = try DemoMarket(
            seed: seed, symbols: .random(in: 1...15, using: &random), minutes: .random(in: 1...80, using: &random))
        var view = ViewState(size: Size(columns: 80, rows: 24))
        for _ in 0..<20 {
            view.resize(
                to: Size(columns: .random(in: 0...250, using: &random), rows: .random(in: 0...80, using: &random)))
            var snapshot = market.snapshot(view.request)
            if Bool.random(using: &random) { Self.spoil(&snapshot, using: &random) }
            view.note(snapshot)
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                _ = view.handle(Self.keys.randomElement(using: &random) ?? .up)
            }
            let moment = Moment(
                now: ContinuousClock().now, sinceSnapshot: .seconds(.random(in: 0...9999, using: &random)))
            for isASCII in [false, true] {
                let grid = Screen.grid(snapshot, view: view, at: moment, isASCII: isASCII)
                check(grid, view.size, isASCII: isASCII)
            }
        }
    }

    @Test("fits every width and height, from one cell on, on every page", arguments: 0..<10)
    func fitsFromOneCellOn(tenth: Int) throws {
        let market = try DemoMarket(seed: 3, symbols: 9, minutes: 70)
        let pages: [[Key]] = [
            [], [.character("c"), .left], [.character("L")], [.character("m")], [.character("A")], [.enter],
            [.character("?"), .down], [.character("/"), .character("b")], [.character("a")], [.character("t")],
            [.character("d")],
        ]
        for columns in stride(from: 1 + tenth, through: 250, by: 10) {
            // Every height comes with some width, and every page with some of each.
            let rows = 1 + (columns * 37) % 80
            var view = ViewState(size: Size(columns: columns, rows: rows))
            view.note(market.snapshot(view.request))
            for key in pages[columns % pages.count] { _ = view.handle(key) }
            var snapshot = market.snapshot(view.request)
            snapshot.symbolList = .known([
                ListedSymbol(
                    symbol: try Symbol("BNBUSDT"), status: .trading, baseAsset: "BNB", quoteAsset: "USDT", tickSize: nil
                )
            ])
            view.note(snapshot)
            for isASCII in [false, true] {
                let grid = Screen.grid(snapshot, view: view, at: Moment(now: ContinuousClock().now), isASCII: isASCII)
                check(grid, view.size, isASCII: isASCII)
            }
        }
    }

    @Test("shows state and prices at every size from the smallest on", arguments: 8...40)
    func showsStateAndPrices(rows: Int) throws {
        let market = try DemoMarket(seed: 7)
        for columns in stride(from: 40, through: 250, by: 19) {
            let lines = ScreenTests.grid(market, Size(columns: columns, rows: rows)).lines
            #expect(lines[0].contains("LIVE") && lines[0].contains("SIMULATED"))
            #expect(lines[0].contains("no orders"))
            for (row, price) in zip(2..., ["66,685.12", "3,411.48", "129.82"]) {
                let shown = lines[row].contains(price)
                #expect(shown, "\(columns)×\(rows): \(lines[row])")
            }
            #expect(lines[rows - 1].contains("q quit"))
        }
    }

    @Test("gives out no more rows than there are", arguments: 0...90)
    func givesOutRows(rows: Int) {
        for columns in [1, 40, 80, 110, 169, 170, 200, 250] {
            for (series, isFocused) in [(0, false), (1, false), (3, false), (20, false), (1000, false), (3, true)] {
                let layout = Layout(
                    Size(columns: columns, rows: rows), seriesCount: series, isChartFocused: isFocused)
                #expect(min(layout.watchedRows, layout.logEntries, layout.candleRows) >= 0)
                if layout.isShared {
                    #expect(layout.watchlist + layout.candles == rows - 2)
                    #expect(layout.log + layout.risk + layout.events == rows - 2 && layout.readouts < rows / 2)
                    #expect(min(layout.left, layout.middle, layout.right) >= 44)
                    #expect(layout.left + layout.middle + layout.right + 2 == columns)
                    continue
                }
                let sum = layout.watchlist + layout.candles + layout.readouts + layout.log
                #expect(sum <= max(0, rows - 2))
                if rows >= 24 { #expect(sum == rows - 2) }
            }
        }
    }

    private func check(_ grid: Grid, _ size: Size, isASCII: Bool) {
        #expect(grid.size == size)
        for row in 0..<size.rows {
            let cells = Array(grid.row(row))
            #expect(cells.count == size.columns)
            for (column, cell) in cells.enumerated() {
                let isWide = column + 1 < cells.count && cells[column + 1].isContinuation
                let isSound =
                    cell.isContinuation
                    ? column > 0 && cells[column - 1].scalar.cellWidth == 2
                    : !cell.scalar.isUnprintable && cell.scalar.cellWidth == (isWide ? 2 : 1)
                let isPlain = !isASCII || (cell.scalar.isASCII && cell.scalar.value >= 32)
                if !isSound || !isPlain {
                    Issue.record("\(cell.scalar.debugDescription) at \(row), \(column) of \(size)")
                }
            }
        }
    }

    private static let keys: [Key] = [
        .up, .down, .pageUp, .pageDown, .home, .end, .tab, .backTab, .character("?"), .character("0"), .character("3"),
        .character("c"), .left, .left, .right, .character("+"), .character("-"), .home, .escape, .enter, .enter,
        .character("f"), .character("F"), .character("s"), .character("L"), .character("L"), .character("m"),
        .character("m"), .character("/"), .character("b"), .backspace, .character("a"), .character("A"),
        .character("d"),
        .character("y"), .character("t"), .character("J"), .character("K"), .character("T"), .character("S"),
        .delete, .click(row: 3, column: 5), .click(row: 300, column: -5), .wheel(1, row: 3, column: 5),
        .wheel(-1, row: 20, column: 5), .wheel(3, row: 90, column: 900),
    ]

    /// Values that no sound core sends.
    private static func spoil(_ snapshot: inout Snapshot, using random: inout SeededRandom) {
        let values = [Double.nan, .infinity, -.infinity, 0, -1, 1e300, .leastNonzeroMagnitude, 1e15, 123_456_789.123]
        func value() -> Double { values.randomElement(using: &random) ?? 0 }
        snapshot.exchange =
            ["", "币安 交易所", "a\u{1B}[2Jb\n", String(repeating: "long ", count: 99)].randomElement(using: &random) ?? ""
        snapshot.status = FeedStatus(
            state: FeedState.allCases.randomElement(using: &random) ?? .live, detail: "x\u{7}\u{202E}\t",
            attempt: .random(in: -1...(.max), using: &random), retryAt: ContinuousClock().now + .seconds(5))
        snapshot.mode = [.live, .simulated(speed: value()), .replay(speed: nil)].randomElement(using: &random) ?? .live
        snapshot.exchangeTime =
            [nil, Timestamp(milliseconds: 0), Timestamp(milliseconds: 1 << 55)].randomElement(using: &random) ?? nil
        snapshot.dataAge = [nil, .seconds(-5), .seconds(1 << 40)].randomElement(using: &random) ?? nil
        snapshot.firstRow = .random(in: -3...3, using: &random)
        snapshot.logNewest = [0, 1, .max, -1].randomElement(using: &random) ?? 0
        snapshot.seriesCount = [0, 1, .max, -1].randomElement(using: &random) ?? 0
        for index in snapshot.rows.indices {
            snapshot.rows[index].last = value()
            snapshot.rows[index].changeDay = Lookback(
                value(), over: .seconds(Int.random(in: -9...(1 << 40), using: &random)))
            snapshot.rows[index].turnover = Lookback(value(), over: .zero)
            snapshot.rows[index].closes = (0..<20).map { _ in value() }
            snapshot.rows[index].ledger.holes = [.max, -1].randomElement(using: &random) ?? 0
            snapshot.rows[index].priceDigits = .random(in: -5...30, using: &random)
            snapshot.rows[index].readings.rsi = value()
            snapshot.rows[index].readings.atr = value()
            snapshot.rows[index].readings.volumeAverage = value()
            snapshot.rows[index].state = .unavailable("\u{1B}c")
        }
        if Bool.random(using: &random) { snapshot.selected = nil }
        snapshot.selected?.priceDigits = .random(in: -5...30, using: &random)
        snapshot.selected?.forming?.high = value()
        snapshot.selected?.outlook = nil
        snapshot.selected?.lastRecord = snapshot.log.first
        snapshot.selectedRow = [nil, -7, .max, 2].randomElement(using: &random) ?? nil
        (snapshot.logMatches, snapshot.logMatchNewest) = (.random(in: -3...(.max), using: &random), 5)
        snapshot.events = [FeedMoment(time: snapshot.exchangeTime, isTrouble: true, text: "\u{1B}[2J币安 \n交易所 gone")]
        snapshot.connections = [
            ConnectionReport(
                number: .max, phase: .waiting(.seconds(1 << 40)), streams: -1, awaited: .max, age: .seconds(-4),
                roundTrip: .seconds(1 << 50))
        ]
        for index in (snapshot.selected?.candles ?? []).indices where Bool.random(using: &random) {
            snapshot.selected?.candles[index].candle.close = value()
            snapshot.selected?.candles[index].followsHole = true
        }
        for index in snapshot.log.indices {
            snapshot.log[index].isLate = Bool.random(using: &random)
            let refusal = Refusal(rule: .minNotional, detail: "4.12 is below \u{9B}5")
            snapshot.log[index].verdict = [.noSignal, .refused(refusal)].randomElement(using: &random) ?? .noSignal
        }
        snapshot.messages = (0..<Int.random(in: 0...9, using: &random)).map { _ in
            LogEntry(
                number: [0, -1, .max].randomElement(using: &random) ?? 0, time: Timestamp(milliseconds: 1 << 55),
                level: .error, source: "\u{1B}[2J", text: String(repeating: "币安 x", count: 50))
        }
        if Bool.random(using: &random) {
            snapshot.journalTrouble = "the disk is full"
        }
    }
}
