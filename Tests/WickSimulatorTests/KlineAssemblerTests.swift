import Testing
import WickMarket

@testable import WickSimulator

struct KlineAssemblerTests {
    private let market = MarketFixture.seeded()
    private let later = MarketFixture.start + 3 * 86_400_000

    @Test(
        "makes longer candles that are exactly their minutes",
        arguments: Timeframe.allCases.filter { $0 != .oneSecond }, ["BTCUSDT", "ACAUSDT", "PEPEUSDT"])
    func longerCandlesAddUp(timeframe: Timeframe, symbol: String) throws {
        let assembler = try MarketFixture.assembler(symbol, timeframe, in: market)
        let kline = try #require(assembler.kline(openingAt: MarketFixture.start, asOf: later))
        let minutes = try MarketFixture.minutes(Int(timeframe.milliseconds / 60_000), of: symbol, in: market)
        #expect(kline.open == minutes[0].open && kline.close == minutes.last?.close)
        #expect(kline.high == minutes.map(\.high).max() && kline.low == minutes.map(\.low).min())
        #expect(kline.volume.units == minutes.reduce(0) { $0 + $1.volume.units })
        #expect(kline.quoteVolume.units == minutes.reduce(0) { $0 + $1.quoteVolume.units })
        #expect(kline.trades == minutes.reduce(0) { $0 + $1.trades })
        #expect(kline.closeTime == MarketFixture.start + timeframe.milliseconds - 1)
        #expect(kline.candle.flaw(in: timeframe) == nil)
    }

    @Test("chooses rows by open time, both ends included")
    func endsAreInclusive() throws {
        let assembler = try MarketFixture.assembler("BTCUSDT", .fiveMinutes, in: market)
        let (start, step) = (MarketFixture.start, 300_000 as Int64)
        func openTimes(_ from: Int64?, _ to: Int64?, _ limit: Int = 500) -> [Int64] {
            assembler.klines(from: from, to: to, limit: limit, asOf: later + 30_000).map {
                ($0.openTime - start) / step
            }
        }
        #expect(openTimes(start, start + 2 * step) == [0, 1, 2])
        #expect(openTimes(start + 1, start + 2 * step - 1) == [1])
        #expect(openTimes(start, start) == [0])
        #expect(openTimes(start + 1, start + 1) == [])
        #expect(openTimes(start, nil, 3) == [0, 1, 2])
        #expect(openTimes(nil, start, 3) == [-2, -1, 0])
        #expect(openTimes(nil, start - 1, 2) == [-2, -1])
        #expect(openTimes(start + 2 * step, start) == [])
        #expect(openTimes(nil, nil, 1) == [864])  // the running one
        #expect(openTimes(later + step, nil) == [])
    }

    @Test("has the running candle as the last row, with what was traded until now")
    func lastRowIsRunning() throws {
        let assembler = try MarketFixture.assembler("BTCUSDT", .fiveMinutes, in: market)
        let now = MarketFixture.start + 200_000
        let rows = assembler.klines(from: nil, to: nil, limit: 2, asOf: now)
        let whole = try #require(assembler.kline(openingAt: MarketFixture.start, asOf: later))
        #expect(rows.map(\.openTime) == [MarketFixture.start - 300_000, MarketFixture.start])
        #expect(rows[1].closeTime == MarketFixture.start + 299_999)
        #expect(rows[1].trades > 0 && rows[1].trades < whole.trades)
        #expect(rows[1].open == whole.open && rows[1].high <= whole.high && rows[1].low >= whole.low)
    }

    @Test("shifts the edges of days to another time zone")
    func timeZoneShiftsEdges() throws {
        let assembler = try MarketFixture.assembler("BTCUSDT", .oneDay, in: market, offset: 8 * 3_600_000)
        let rows = assembler.klines(from: MarketFixture.start, to: nil, limit: 1, asOf: later)
        #expect(rows.map(\.openTime) == [MarketFixture.start + 16 * 3_600_000])
    }
}
