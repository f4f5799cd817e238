import Foundation
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
            if Bool.random(using: &random) { snapshot.spoil(using: &random) }
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

    @Test("fits every size from 1×1 to 60×30 on every page", arguments: 1...60)
    func fitsEverySmallSize(columns: Int) throws {
        var scenes = try ScreenScene.all(seed: UInt64(columns))
        for rows in 1...30 {
            for index in scenes.indices {
                check(&scenes[index], Size(columns: columns, rows: rows), isASCII: (rows + index).isMultiple(of: 2))
            }
        }
    }

    /// All of them, on a page each, with `WICK_EVERY_SIZE=1` in the environment.
    private static let largeSizes = ProcessInfo.processInfo.environment["WICK_EVERY_SIZE"] == nil ? 12 : 20_000 / 24

    @Test("fits sizes up to 250×80 on every page", arguments: 0..<24 as Range<Int>)
    func fitsLargeSizes(part: Int) throws {
        var random = SeededRandom(seed: UInt64(part))
        var scenes = try ScreenScene.all(seed: UInt64(part))
        let isEvery = Self.largeSizes > 100
        for number in 0...Self.largeSizes {
            let place = isEvery ? part + 24 * number : Int.random(in: 0..<20_000, using: &random)
            guard place < 20_000 else { break }
            let size = Size(columns: 1 + place % 250, rows: 1 + place / 250)
            check(&scenes[(number + part) % scenes.count], size, isASCII: number.isMultiple(of: 3))
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

    private func check(_ scene: inout ScreenScene, _ size: Size, isASCII: Bool) {
        check(scene.grid(size, isASCII: isASCII), size, isASCII: isASCII)
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
}
