import Testing
import WickEngine
import WickMarket
import WickScreenKit
import WickTestKit

@testable import WickScreen

struct ChartTests {
    @Test("puts the highest price on the first row and the lowest on the last", arguments: 1...40)
    func putsEdges(rows: Int) throws {
        let scale = try #require(PriceScale([100, 200, 150], rows: rows))
        #expect(scale.row(of: 200) == 0)
        #expect(scale.row(of: 100) == rows - 1)
        #expect(scale.row(of: 1e9) == 0)
        #expect(scale.row(of: -1e9) == rows - 1)
    }

    @Test(
        "puts a higher price never below a lower one, and each within half a row of its place",
        arguments: 0..<50 as Range<UInt64>)
    func keepsOrder(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let prices = (0..<50).map { _ in Double.random(in: 0.0001...100_000, using: &random) }.sorted()
        let rows = Int.random(in: 1...60, using: &random)
        let scale = try #require(PriceScale(prices, rows: rows))
        let halves = prices.map { scale.half(of: $0) }
        #expect(halves == halves.sorted(by: >))
        #expect(prices.allSatisfy { scale.quarter(of: $0) / 4 == scale.row(of: $0) })
        for price in prices {
            let place = (scale.high - price) / (scale.high - scale.low) * Double(2 * rows - 1)
            #expect(abs(Double(scale.half(of: price)) - place) <= 0.5)
        }
    }

    @Test("survives equal prices and none")
    func survivesFlat() throws {
        let scale = try #require(PriceScale([5, 5], rows: 9))
        #expect(scale.row(of: 5) == 4)
        #expect(scale.ticks(rowsApart: 3, digits: 2) == [5])
        #expect(PriceScale([], rows: 5) == nil)
        #expect(PriceScale([.nan], rows: 5) == nil)
        #expect(PriceScale([1], rows: 0) == nil)
    }

    @Test("draws wick and body of a candle to the half row")
    func drawsACandle() throws {
        let scale = try #require(PriceScale([0, 7], rows: 4))  // half rows 0 to 7 are prices 7 to 0
        func column(open: Double, high: Double, low: Double, close: Double) -> String {
            let candle = Candle(
                openTime: CandleMaker.start, open: open, high: high, low: low, close: close, volume: 1)
            let column = CandleColumn(candle, on: scale)
            return String(
                String.UnicodeScalarView((0..<4).map { column.sign(row: $0, isBlock: isBlock, signs) ?? " " }))
        }
        var (isBlock, signs) = (false, SignSet(isColoured: false))
        #expect(column(open: 2, high: 7, low: 0, close: 5) == "│┃┃│")
        #expect(column(open: 5, high: 7, low: 0, close: 2) == "│╏╏│")
        #expect(column(open: 3, high: 6, low: 1, close: 4) == "╷╽╿╵")
        #expect(column(open: 4, high: 4, low: 4, close: 4) == " ╻  ")
        #expect(column(open: 3, high: 3, low: 3, close: 3) == "  ╹ ")
        #expect(column(open: 0, high: 7, low: 0, close: 7) == "┃┃┃┃")
        isBlock = true
        #expect(column(open: 3, high: 6, low: 1, close: 4) == "╷▄▀╵")
        #expect(column(open: 2, high: 7, low: 0, close: 5) == "│██│")
        #expect(column(open: 5, high: 7, low: 0, close: 2) == "│┃┃│")
        signs.isColoured = true
        #expect(column(open: 5, high: 7, low: 0, close: 2) == "│██│")
    }

    @Test("labels the axis with round prices on the rows that they belong to", arguments: 0..<50 as Range<UInt64>)
    func labelsTheAxis(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let low = Double.random(in: 0.001...100_000, using: &random)
        let scale = try #require(
            PriceScale(
                [low, low * Double.random(in: 1.0001...2, using: &random)], rows: .random(in: 2...60, using: &random)))
        let ticks = scale.ticks(rowsApart: 3, digits: 8)
        let rows = ticks.map { scale.row(of: $0) }
        #expect(zip(rows, rows.dropFirst()).allSatisfy { $0 - $1 >= 2 })
        #expect(ticks.allSatisfy { $0 >= scale.low * 0.999_999 && $0 <= scale.high * 1.000_001 })
        #expect(ticks.count <= scale.rows)
    }

    @Test(
        "shows each candle in the rows from its high to its low", arguments: 0..<10 as Range<UInt64>,
        [40, 70, 100, 160])
    func showsEachCandle(seed: UInt64, columns: Int) throws {
        let market = try DemoMarket(seed: seed, symbols: 1, minutes: 120)
        let selected = try #require(market.snapshot(SnapshotRequest(candleCount: 100)).selected)
        let size = Size(columns: columns, rows: 21)
        let frame = ChartFrame(selected, ChartView(), size)
        let price = try #require(PricePane(frame, selected, SignSet()))
        #expect(frame.points.count == min(101, frame.columns / (columns >= 70 ? 2 : 1)))
        let grid = Chart.grid(selected, size)
        let signs = Set("│┃╽╿╵╷╻╹█▀▄".unicodeScalars)
        for (index, point) in frame.points.enumerated() {
            let rows = (0..<frame.priceRows).filter { signs.contains(grid[$0, frame.column(index)].scalar) }
            #expect(rows == Array(price.row(of: point.candle.high)...price.row(of: point.candle.low)))
        }
    }

    @Test("draws a course of values from low to high")
    func drawsASparkline() {
        #expect(Sparkline.text([1, 2, 3, 4, 5, 6, 7, 8], width: 8).text == "▁▂▃▄▅▆▇▇")
        #expect(Sparkline.text([9, 9, 1, 1, 1, 1, 1, 1, 1, 8], width: 8).text == "▁▁▁▁▁▁▁▇")
        #expect(Sparkline.text([5, 5, 5], width: 8).text == "▄▄▄")
        #expect(Sparkline.text([], width: 8).text == "")
        #expect(Sparkline.text([1, 2], width: 4).text == "")
    }
}
