import Testing
import WickEngine
import WickMarket
import WickScreenKit
import WickTestKit

@testable import WickScreen

/// Zoom, pan and crosshair of a chart of 200 closed candles of a minute and a forming one.
struct ChartViewTests {
    private static let extent = try? DemoMarket(seed: 1, symbols: 1, minutes: 200)
        .snapshot(SnapshotRequest(candleCount: 500)).selected.flatMap { ChartExtent($0, columns: 70) }

    private let extent: ChartExtent

    init() throws { extent = try #require(Self.extent) }

    private func back(_ time: Timestamp?) -> Int64? {
        time.map { extent.newest.milliseconds(since: $0) / 60_000 }
    }

    @Test("moves the crosshair over the candles on view, and then the candles with it")
    func pans() {
        var view = ChartView()
        view.focus(true)
        let onView = view.zoom(columns: extent.columns).points(in: extent.columns)
        view.move(by: -1, in: extent)
        #expect(back(view.cursor) == 1 && view.end == nil)
        view.move(by: 2 - onView, in: extent)
        #expect(back(view.cursor) == Int64(onView) - 1 && view.end == nil)
        view.move(by: -3, in: extent)
        #expect(back(view.end) == 3)
        view.move(by: onView, in: extent)
        #expect(back(view.cursor) == 2 && back(view.end) == 2)
        view.move(by: 99, in: extent)
        #expect(back(view.cursor) == 0 && view.end == nil)
    }

    @Test("reaches the oldest candle, goes no farther, and comes back to the newest", arguments: 0...9)
    func reachesTheOldest(level: Int) {
        var view = ChartView()
        view.focus(true)
        view.zoom(by: ChartZoom.usual(columns: extent.columns) - level, in: extent)
        #expect(view.level == level)
        for _ in 0..<60 { view.movePage(-1, in: extent) }
        #expect(view.cursor == extent.oldest)
        view.move(by: -1, in: extent)
        #expect(view.cursor == extent.oldest)
        #expect((view.end ?? extent.newest) >= extent.oldest)
        view.goLive()
        #expect(view.cursor == nil && view.end == nil)
    }

    @Test("asks for the candles on view and as many before them")
    func asksForCandles() {
        var view = ChartView()
        view.focus(true)
        view.zoom(by: -99, in: extent)
        #expect(view.candleCount(columns: 80, extent) == 2 * 60 * extent.columns)
        view.zoom(by: 99, in: extent)
        let onView = extent.columns / 3
        #expect(view.candleCount(columns: 80, extent) == 2 * onView)
        view.goOldest(in: extent)
        #expect(view.candleCount(columns: 80, extent) >= 200)
    }

    @Test("keeps the crosshair on view whatever is pressed", arguments: 0..<30 as Range<UInt64>)
    func keepsTheCrosshair(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let market = try DemoMarket(seed: seed, symbols: 1, minutes: 150)
        let selected = try #require(market.snapshot(SnapshotRequest(candleCount: 500)).selected)
        let size = Size(columns: .random(in: 30...200, using: &random), rows: 20)
        let extent = try #require(ChartExtent(selected, columns: size.columns))
        var view = ChartView()
        view.focus(true)
        for _ in 0..<40 {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: view.zoom(by: .random(in: -2...2, using: &random), in: extent)
            case 1: view.movePage(.random(in: -1...1, using: &random), in: extent)
            case 2: view.goOldest(in: extent)
            default: view.move(by: .random(in: -20...20, using: &random), in: extent)
            }
            guard let cursor = view.cursor else { continue }
            let frame = ChartFrame(selected, view, size)
            let index = try #require(frame.cursor)
            let length = 60_000 * Int64(view.zoom(columns: frame.columns).candlesPerPoint)
            #expect(cursor.milliseconds(since: frame.points[index].candle.openTime) < length)
            #expect((0..<frame.columns).contains(frame.column(index)))
        }
    }

    @Test("takes candles together without losing any of their prices or volume", arguments: [1, 2, 3, 5, 60])
    func takesTogether(count: Int) throws {
        let market = try DemoMarket(seed: 4, symbols: 1, minutes: 150)
        let selected = try #require(market.snapshot(SnapshotRequest(candleCount: 500)).selected)
        let candles = selected.candles.map(\.candle) + (selected.forming.map { [$0] } ?? [])
        let points = ChartPoint.points(of: selected, candlesPerPoint: count)
        let slots = Set(candles.map { $0.openTime.milliseconds / (60_000 * Int64(count)) })
        #expect(points.count == slots.count)
        for point in points {
            let slot = point.candle.openTime.milliseconds / (60_000 * Int64(count))
            let taken = candles.filter { $0.openTime.milliseconds / (60_000 * Int64(count)) == slot }
            #expect(point.candle.open == taken.first?.open && point.candle.close == taken.last?.close)
            #expect(point.candle.high == taken.map(\.high).max() && point.candle.low == taken.map(\.low).min())
            #expect(abs(point.candle.volume - taken.reduce(0) { $0 + $1.volume }) < 1e-9)
        }
    }
}
