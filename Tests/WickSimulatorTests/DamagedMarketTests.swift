import Testing
import WickMarket

@testable import WickSimulator

struct DamagedMarketTests {
    private let start = MarketFixture.start
    private let minute = MarketFixture.minute

    private func market(_ change: (inout MarketDamage) -> Void) -> DamagedMarket {
        let market = DamagedMarket(MarketFixture.seeded(symbols: 2))
        change(&market.damage)
        return market
    }

    /// The closed minutes of the first hour, as REST has them and as a stream sends them.
    private func hour(of market: any Market) throws -> (rest: [Kline], sent: [Kline]) {
        let assembler = try #require(KlineAssembler(market, instrument: 0, timeframe: .oneMinute))
        let rest = assembler.klines(from: start, to: start + 59 * minute, limit: 100, asOf: start + 61 * minute)
        var feed = try #require(KlineFeed(assembler, pace: .milestones, sendsQuietCandles: true, now: start))
        var sent: [Kline] = []
        while let next = feed.nextEvent, next < start + 60 * minute + 10 {
            if let push = feed.fire(), push.isClosed { sent.append(push.kline) }
        }
        return (rest, sent)
    }

    @Test("lacks three minutes of each hour, in REST and in the stream")
    func missing() throws {
        let (rest, sent) = try hour(of: market { $0.isMissingHourly = true })
        let places = rest.map { ($0.openTime - start) / minute }
        #expect(places == Array(0...16) + Array(20...59))
        #expect(rest == sent)
    }

    @Test("closes a candle after half a minute, in REST and in the stream")
    func early() throws {
        let (rest, sent) = try hour(of: market { $0.isEarlyHourly = true })
        #expect(rest.filter { $0.closeTime - $0.openTime != 59_999 } == [rest[16]])
        #expect(rest[16].closeTime - rest[16].openTime == 29_999)
        #expect(rest == sent)
    }

    @Test("stands still while the first symbol is halted, and no other does")
    func halted() throws {
        let market = market { $0.haltStart = MarketFixture.start + 30 * MarketFixture.minute }
        let (rest, sent) = try hour(of: market)
        #expect(rest[30...].allSatisfy { $0.trades == 0 && $0.high == rest[29].close && $0.low == rest[29].close })
        #expect(rest[29].trades > 0 && rest == sent)
        market.isHalted = true
        #expect(market.instruments.map(\.status) == [.halted, .trading])
        let other = try #require(market.unit(of: 1, .oneMinute, opensAtOrAfter: start + 40 * minute))
        #expect(other.trades > 0)
    }

    @Test("does its damage from the minute after the next on, and keeps it")
    func strikes() {
        var damage = MarketDamage()
        damage.strike(.missingMinutes, now: start + 5)
        damage.strike(.earlyClose, now: start + 5)
        damage.strike(.haltedSymbol, now: start + 5)
        let missing = (0..<10).filter { damage.isMissing(at: start + $0 * minute) }
        #expect(missing == [2, 3, 4])
        #expect((0..<10).filter { damage.closesEarly(at: start + $0 * minute) } == [2])
        #expect((0..<30).filter { damage.haltStart(at: start + $0 * minute) != nil } == Array(2..<22))
        #expect(damage.haltStart(at: start + 10 * minute) == start + 2 * minute)
    }
}
