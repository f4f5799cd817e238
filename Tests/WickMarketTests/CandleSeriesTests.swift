import Testing
import WickMarket
import WickTestKit

struct CandleSeriesTests {
    @Test("keeps the newest candles, oldest first, whatever the capacity", arguments: [1, 2, 7, 16, 500])
    func keepsTheNewest(capacity: Int) {
        var random = SeededRandom(seed: 1)
        let candles = CandleMaker.randomWalk(capacity * 3 + 5, using: &random)
        var series = CandleSeries(capacity: capacity)
        for (index, candle) in candles.enumerated() {
            series.append(candle)
            let expected = Array(candles[...index].suffix(capacity))
            #expect(series.count == expected.count)
            #expect(series.last == candle)
            #expect(series[0] == expected[0])
        }
        let kept = (0..<series.count).map { series[$0] }
        #expect(kept == Array(candles.suffix(capacity)))
        #expect(Array(series.columns.closes) == kept.map(\.close))
        #expect(Array(series.columns.openTimes) == kept.map(\.openTime))
    }

    @Test("finds a candle by its open time, and corrects it in place")
    func findsAndCorrects() {
        var series = CandleSeries(capacity: 10)
        for index in 0..<25 where index != 20 { series.append(CandleMaker.candle(index)) }
        #expect(series.index(of: CandleMaker.candle(24).openTime) == 9)
        #expect(series.index(of: CandleMaker.candle(20).openTime) == nil)
        #expect(series.index(of: CandleMaker.candle(3).openTime) == nil)
        let corrected = series.correct(CandleMaker.candle(21, close: 7))
        #expect(corrected)
        #expect(series[6].close == 7)
        let absent = series.correct(CandleMaker.candle(20, close: 7))
        #expect(!absent)
    }

    @Test("a forming candle gives way to its closed one, and an older update is refused")
    func formingGivesWay() {
        var series = CandleSeries(capacity: 10)
        func update(_ index: Int) -> Bool { series.update(forming: CandleMaker.candle(index)) }
        #expect(update(1))
        #expect(!update(0))
        series.append(CandleMaker.candle(0))
        #expect(series.forming == CandleMaker.candle(1))
        series.append(CandleMaker.candle(1))
        #expect(series.forming == nil)
        #expect(!update(1))
    }
}
