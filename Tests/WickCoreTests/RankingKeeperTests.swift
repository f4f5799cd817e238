import Testing
import WickArchive
import WickEngine
import WickFeed
import WickMarket
import WickRisk
import WickTestKit

@testable import WickCore

struct RankingKeeperTests {
    private let start = ContinuousClock.now

    /// A feed of series whose newest closes are given, and an engine that knows them.
    private func played(_ closes: [(symbol: String, close: Double)]) throws -> (Engine, Playback) {
        let keys = try closes.map { SeriesKey(symbol: try Symbol($0.symbol), timeframe: .oneMinute) }
        let engine = Engine(
            series: keys.map { ($0, EagerStrategy()) }, risk: RiskEngine(settings: RiskSettings()), bufferSize: 50)
        var feed = Playback(keys: keys, bufferSize: 50)
        for (series, last) in closes.enumerated() {
            for (minute, close) in [100, last.close].enumerated() {
                let candle = CandleMaker.candle(minute, close: close)
                _ = feed.take(
                    series, KlineRecord(candle: candle, closeTime: Timeframe.oneMinute.next(after: candle.openTime)),
                    now: start)
            }
        }
        return (engine, feed)
    }

    @Test("keeps an order for a second, and makes it anew then")
    func keepsForASecond() throws {
        var keeper = RankingKeeper()
        let (engine, before) = try played([("BTCUSDT", 101), ("ETHUSDT", 103), ("SOLUSDT", 102)])
        let (_, after) = try played([("BTCUSDT", 105), ("ETHUSDT", 103), ("SOLUSDT", 104)])
        #expect(keeper.ranking(.change, engine, before, now: start) == [1, 2, 0])
        #expect(keeper.ranking(.change, engine, after, now: start + .milliseconds(999)) == [1, 2, 0])
        #expect(keeper.ranking(.change, engine, after, now: start + .seconds(1)) == [0, 2, 1])
    }

    @Test("makes another order at once where another is asked for, or other series are watched")
    func makesAnew() throws {
        var keeper = RankingKeeper()
        let (engine, feed) = try played([("SOLUSDT", 101), ("BTCUSDT", 103)])
        #expect(keeper.ranking(.change, engine, feed, now: start) == [1, 0])
        #expect(keeper.ranking(.configured, engine, feed, now: start) == nil)
        #expect(keeper.ranking(.symbol, engine, feed, now: start) == [1, 0])
        let (more, three) = try played([("SOLUSDT", 101), ("BTCUSDT", 103), ("ADAUSDT", 90)])
        #expect(keeper.ranking(.symbol, more, three, now: start) == [2, 1, 0])
    }
}
