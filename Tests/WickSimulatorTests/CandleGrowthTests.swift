import Testing
import WickMarket
import WickTestKit

@testable import WickSimulator

struct CandleGrowthTests {
    @Test("grows without going back, and ends in the closed candle", arguments: 0..<40 as Range<UInt64>)
    func growsMonotonously(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let market = MarketFixture.seeded(seed)
        let symbol = try #require(["BTCUSDT", "PEPEUSDT", "ACAUSDT", "DOGEUSDT"].randomElement(using: &random))
        let index = try #require(market.index(of: symbol))
        let time = MarketFixture.start + Int64.random(in: 0..<10_000, using: &random) * MarketFixture.minute
        let whole = try #require(market.unit(of: index, .oneMinute, opensAtOrAfter: time))
        let growth = try MarketFixture.assembler(symbol, .oneMinute, in: market).growth(of: whole)

        var last: Kline?
        for step in Array(stride(from: 1, to: growth.steps, by: max(1, Int(growth.steps) / 50))) + [growth.steps]
        where growth.steps > 0 {
            let kline = growth.forming(after: step)
            #expect(kline.candle.flaw(in: .oneMinute) == nil)
            #expect(kline.open == whole.open && kline.trades == step)
            #expect(kline.lastTradeID - kline.firstTradeID + 1 == kline.trades)
            if let last {
                #expect(kline.high >= last.high && kline.low <= last.low)
                #expect(kline.volume.units >= last.volume.units)
                #expect(kline.quoteVolume.units >= last.quoteVolume.units)
                #expect(kline.takerVolume.units >= last.takerVolume.units)
            }
            last = kline
        }
        #expect(growth.steps == 0 || last == whole)
    }

    @Test("does its steps in time order, all of them by the close time", arguments: 0..<20 as Range<UInt64>)
    func stepsFollowTime(seed: UInt64) throws {
        let market = MarketFixture.seeded(seed)
        let assembler = try MarketFixture.assembler("XRPUSDT", .oneMinute, in: market)
        let whole = try #require(market.unit(of: assembler.instrument, .oneMinute, opensAtOrAfter: MarketFixture.start))
        let growth = assembler.growth(of: whole)
        var last: Int64 = 0
        for time in stride(from: whole.openTime, through: whole.closeTime + 1, by: 333) {
            let steps = growth.steps(by: time)
            #expect(steps >= last && steps <= growth.steps)
            last = steps
        }
        #expect(growth.steps(by: whole.closeTime + 1) == growth.steps)
        for step in growth.milestones {
            let time = growth.time(ofStep: step)
            #expect(growth.steps(by: time) >= step && growth.steps(by: time - 1) < step)
        }
        #expect(growth.milestones == growth.milestones.sorted() && growth.milestones.last == growth.steps)
    }

    @Test("grows a recorded candle without a number of trades by its volume")
    func growsWithoutTrades() {
        let whole = Kline(
            openTime: 0, closeTime: 59_999, open: 2, high: 4, low: 1, close: 3, volume: Amount(12), quoteVolume: .zero,
            takerVolume: .zero, takerQuoteVolume: .zero, trades: 0, firstTradeID: -1, lastTradeID: -1)
        let instrument = Instrument(
            name: "AUSDT", base: "A", quote: "USDT", priceDigits: 0, sizeDigits: 2, minNotional: 0)
        let growth = CandleGrowth(whole, length: 60_000, chance: 5, instrument: instrument)
        #expect(growth.forming(after: 1).trades == 0 && growth.forming(after: 1).firstTradeID == -1)
        #expect(growth.forming(after: 120).volume == Amount(6))
        #expect(growth.forming(after: growth.steps) == whole)
    }
}
