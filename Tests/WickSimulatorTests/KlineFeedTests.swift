import Testing
import WickMarket

@testable import WickSimulator

struct KlineFeedTests {
    private func pushes(
        _ symbol: String, _ timeframe: Timeframe, pace: KlineFeed.Pace, from: Int64 = MarketFixture.start,
        until end: Int64, market: any Market = MarketFixture.seeded(), sendsQuietCandles: Bool = true
    ) throws -> [KlinePush] {
        let assembler = try MarketFixture.assembler(symbol, timeframe, in: market)
        let feed = KlineFeed(assembler, pace: pace, sendsQuietCandles: sendsQuietCandles, now: from)
        var running = try #require(feed)
        var pushes: [KlinePush] = []
        while let time = running.nextEvent, time < end {
            let push = running.fire()
            #expect(push.map { $0.eventTime == time } ?? true)
            if let push { pushes.append(push) }
        }
        return pushes
    }

    @Test("updates every two seconds, and closes 2 to 6 ms after the close time")
    func keepsPace() throws {
        let end = MarketFixture.start + 10 * 60_000
        let all = try pushes("BTCUSDT", .oneMinute, pace: .every(milliseconds: 2000), until: end)
        let closed = all.filter(\.isClosed)
        #expect(closed.map(\.kline.openTime) == (0..<9).map { MarketFixture.start + $0 * 60_000 })
        #expect(closed.allSatisfy { (2...6).contains($0.eventTime - $0.kline.closeTime) })
        for (before, after) in zip(all, all.dropFirst()) {
            if before.isClosed {
                #expect((50...2700).contains(after.eventTime - after.kline.openTime))
            } else if !after.isClosed {
                #expect(after.eventTime - before.eventTime == 2000)
            }
        }
        #expect(all.count > 9 * 28)
    }

    @Test(
        "never goes back within a candle, and ends in what REST says",
        arguments: [Timeframe.oneMinute, .fiveMinutes, .oneHour],
        [KlineFeed.Pace.every(milliseconds: 2000), .every(milliseconds: 250), .milestones])
    func isMonotonous(timeframe: Timeframe, pace: KlineFeed.Pace) throws {
        let market = MarketFixture.seeded(3)
        let end = MarketFixture.start + 2 * timeframe.milliseconds + 1000
        let from = MarketFixture.start - 20_000
        let all = try pushes("SOLUSDT", timeframe, pace: pace, from: from, until: end, market: market)
        let assembler = try MarketFixture.assembler("SOLUSDT", timeframe, in: market)
        for (before, after) in zip(all, all.dropFirst()) {
            #expect(after.eventTime >= before.eventTime)
            if before.isClosed {
                #expect(after.kline.openTime == before.kline.openTime + timeframe.milliseconds)
            } else {
                #expect(after.kline.openTime == before.kline.openTime && after.kline.open == before.kline.open)
                #expect(after.kline.high >= before.kline.high && after.kline.low <= before.kline.low)
                #expect(after.kline.volume.units >= before.kline.volume.units)
                #expect(after.kline.trades >= before.kline.trades)
            }
        }
        for push in all {
            #expect(
                push.kline == assembler.kline(openingAt: push.kline.openTime, asOf: push.eventTime)
                    || pace == .milestones)
        }
        #expect(all.filter(\.isClosed).count == 3)
        for push in all where push.isClosed {
            #expect(push.kline == assembler.kline(openingAt: push.kline.openTime, asOf: end))
        }
    }

    @Test("sends few updates of a candle at milestones: open, both extremes, close")
    func milestonesAreFew() throws {
        let end = MarketFixture.start + 30 * 60_000 + 10
        let all = try pushes("BTCUSDT", .oneMinute, pace: .milestones, until: end)
        for openTime in Set(all.map(\.kline.openTime)) {
            let candle = all.filter { $0.kline.openTime == openTime }
            let extremes = candle.filter { !$0.isClosed }
            #expect((2...4).contains(extremes.count))
            #expect(extremes[0].kline.trades == 1)
            #expect(extremes.last?.kline.close == candle.last?.kline.close)
        }
    }

    @Test("closes every second of a stream of seconds, updated at most once before")
    func seconds() throws {
        let end = MarketFixture.start + 120_000
        let all = try pushes("BTCUSDT", .oneSecond, pace: .every(milliseconds: 1000), until: end)
        #expect(all.filter(\.isClosed).map(\.kline.openTime) == (0..<119).map { MarketFixture.start + $0 * 1000 })
        #expect(zip(all, all.dropFirst()).allSatisfy { $0.isClosed || $1.isClosed })
    }

    @Test("sends quiet candles flat, or not at all, as the venue does")
    func quietCandles() throws {
        let end = MarketFixture.start + 300 * 60_000
        let sent = try pushes("ACAUSDT", .oneMinute, pace: .every(milliseconds: 2000), until: end)
        let quiet = sent.filter { $0.kline.trades == 0 }
        #expect(!quiet.isEmpty && quiet.allSatisfy { $0.isClosed && $0.kline.firstTradeID == -1 })
        #expect(sent.filter(\.isClosed).count == 299)
        let futures = try pushes(
            "ACAUSDT", .oneMinute, pace: .every(milliseconds: 250), until: end, sendsQuietCandles: false)
        #expect(futures.allSatisfy { $0.kline.trades > 0 })
    }
}
