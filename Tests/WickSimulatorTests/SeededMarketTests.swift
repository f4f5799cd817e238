import Testing
import WickMarket

@testable import WickSimulator

struct SeededMarketTests {
    @Test("has sound candles on the grid and on tick", arguments: [1, 2, 99] as [UInt64])
    func candlesAreSound(seed: UInt64) throws {
        let market = MarketFixture.seeded(seed, symbols: 120)
        for (index, instrument) in market.instruments.enumerated() where instrument.status == .trading {
            let scale = SeededSymbol.powers[instrument.priceDigits]
            for place in stride(from: 0, to: 600, by: 7) {
                let time = MarketFixture.start + Int64(place) * MarketFixture.minute
                let kline = try #require(market.unit(of: index, .oneMinute, opensAtOrAfter: time))
                #expect(kline.candle.flaw(in: .oneMinute) == nil)
                #expect(kline.openTime == time && kline.closeTime == time + 59_999)
                for price in [kline.open, kline.high, kline.low, kline.close] {
                    #expect((price * scale).rounded() / scale == price)
                }
                #expect((kline.trades == 0) == (kline.volume == .zero))
                #expect(kline.takerVolume.units <= kline.volume.units)
                let average = kline.quoteVolume.double / max(kline.volume.double, 1e-8)
                #expect(kline.trades == 0 || (kline.low * 0.9999...kline.high * 1.0001).contains(average))
            }
        }
    }

    @Test("gives the same candle whether asked for alone or in a row, forwards or backwards")
    func randomAccessEqualsSequential() throws {
        let rows = try MarketFixture.minutes(1500, of: "ETHUSDT", in: MarketFixture.seeded())
        let other = MarketFixture.seeded()
        let index = try #require(other.index(of: "ETHUSDT"))
        for place in [1499, 3, 700, 255, 256, 257, 0, 1023, 1024] {
            let time = MarketFixture.start + Int64(place) * MarketFixture.minute
            #expect(other.unit(of: index, .oneMinute, opensAtOrBefore: time + 59_999) == rows[place])
        }
    }

    @Test("does not depend on how many symbols are listed")
    func isIndependentOfSymbolCount() throws {
        let few = try MarketFixture.minutes(5, of: "SOLUSDT", in: MarketFixture.seeded(7, symbols: 3))
        let many = try MarketFixture.minutes(5, of: "SOLUSDT", in: MarketFixture.seeded(7, symbols: 3000))
        #expect(few == many)
    }

    @Test("differs with the seed")
    func seedsDiffer() throws {
        let one = try MarketFixture.minutes(50, of: "BTCUSDT", in: MarketFixture.seeded(1))
        let two = try MarketFixture.minutes(50, of: "BTCUSDT", in: MarketFixture.seeded(2))
        #expect(zip(one, two).allSatisfy { $0.close != $1.close })
    }

    @Test(
        "opens each candle where the last one closed, or a tick beside", arguments: ["BTCUSDT", "PEPEUSDT", "ACAUSDT"])
    func candlesFollowEachOther(symbol: String) throws {
        let rows = try MarketFixture.minutes(1000, of: symbol, in: MarketFixture.seeded())
        for (before, after) in zip(rows, rows.dropFirst()) {
            #expect(abs(after.open - before.close) <= 0.011 || after.trades == 1)
            #expect(after.firstTradeID > before.lastTradeID || after.trades == 0)
        }
    }

    @Test("keeps quiet minutes flat at the last close, without trades")
    func quietMinutesAreFlat() throws {
        let rows = try MarketFixture.minutes(2000, of: "ACAUSDT", in: MarketFixture.seeded())
        let quiet = zip(rows, rows.dropFirst()).filter { $1.trades == 0 }
        #expect(quiet.count > 200)
        for (before, after) in quiet {
            #expect(after.open == before.close && after.high == after.low && after.close == after.open)
            #expect(after.firstTradeID == -1 && after.lastTradeID == -1 && after.quoteVolume == .zero)
        }
    }

    @Test("reaches back to 1970, and stays believable for decades", arguments: [1, 5] as [UInt64])
    func historyIsEndless(seed: UInt64) throws {
        let market = MarketFixture.seeded(seed)
        let index = try #require(market.index(of: "BTCUSDT"))
        for day in stride(from: 0, through: 25_000, by: 97) {
            let time = Int64(day) * 86_400_000
            let kline = try #require(market.unit(of: index, .oneMinute, opensAtOrAfter: time))
            #expect((40_000...130_000).contains(kline.close))
        }
        #expect(market.unit(of: index, .oneMinute, opensAtOrBefore: -1) == nil)
        #expect(market.unit(of: index, .oneMinute, opensAtOrAfter: -5)?.openTime == 0)
        #expect(market.unit(of: index, .oneMinute, opensAtOrAfter: .max) == nil)
    }

    @Test("has volatility that clusters, and volume that goes with it", arguments: [1, 2] as [UInt64])
    func volatilityClusters(seed: UInt64) throws {
        let rows = try MarketFixture.minutes(3000, of: "BTCUSDT", in: MarketFixture.seeded(seed))
        let ranges = rows.map { ($0.high - $0.low) / $0.close }
        #expect(Statistics.correlation(Array(ranges.dropLast(15)), Array(ranges.dropFirst(15))) > 0.1)
        #expect(Statistics.correlation(ranges, rows.map(\.volume.double)) > 0.3)
    }

    @Test("lets symbols move together", arguments: [1, 2] as [UInt64])
    func symbolsAreCorrelated(seed: UInt64) throws {
        let market = MarketFixture.seeded(seed)
        let changes = try ["BTCUSDT", "ETHUSDT"].map { symbol in
            let closes = try MarketFixture.minutes(3000, of: symbol, in: market).map(\.close)
            return stride(from: 30, to: closes.count, by: 30).map { closes[$0] / closes[$0 - 30] - 1 }
        }
        #expect(Statistics.correlation(changes[0], changes[1]) > 0.2)
    }

    @Test(
        "has seconds that together are their minute", arguments: ["BTCUSDT", "ACAUSDT", "SHIBUSDT"], [1, 4] as [UInt64])
    func secondsAddUp(symbol: String, seed: UInt64) throws {
        let market = MarketFixture.seeded(seed)
        let index = try #require(market.index(of: symbol))
        for minute in try MarketFixture.minutes(40, of: symbol, in: market) {
            let seconds = try (0..<60).map { second in
                try #require(market.unit(of: index, .oneSecond, opensAtOrAfter: minute.openTime + second * 1000))
            }
            #expect(seconds.allSatisfy { $0.candle.flaw(in: .oneSecond) == nil && $0.closeTime == $0.openTime + 999 })
            #expect(zip(seconds, seconds.dropFirst()).allSatisfy { $1.trades > 0 || $1.open == $0.close })
            let traded = seconds.filter { $0.trades > 0 }
            guard var whole = traded.first else {
                #expect(minute.trades == 0)
                continue
            }
            for second in traded.dropFirst() { whole.fold(second) }
            #expect(whole.opening(at: minute.openTime, length: 60_000) == minute)
        }
    }

    @Test("lists the symbols asked for, one of them without market data")
    func listsSymbols() throws {
        let market = MarketFixture.seeded(symbols: 3000)
        #expect(market.instruments.count == 3000 && Set(market.instruments.map(\.name)).count == 3000)
        #expect(market.instruments.allSatisfy { (try? Symbol($0.name)) != nil })
        let gone = try #require(market.index(of: "MATICUSDT"))
        #expect(market.unit(of: gone, for: .oneMinute) == nil)
        #expect(market.index(of: "NOPEUSDT") == nil)
        #expect(market.unit(of: 0, for: .oneSecond) == .oneSecond)
    }
}
