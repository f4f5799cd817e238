import Testing
import WickEngine
import WickFeed
import WickMarket
import WickTestKit

/// How far back a row of the watchlist looks.
struct LookbackTests {
    private static func feed(_ timeframe: Timeframe, candles: Int, volume: Double = 2) throws -> TestFeed {
        let feed = try TestFeed(timeframe: timeframe, capacity: 2000)
        for index in 0..<candles {
            feed.close(
                CandleMaker.candle(index, close: 100 + Double(index), volume: volume, timeframe: timeframe), .history)
        }
        return feed
    }

    private static func row(_ feed: TestFeed, closes: Int = 0) throws -> SymbolRow {
        try #require(feed.snapshot(SnapshotRequest(closeCount: closes)).rows.first)
    }

    @Test("five minutes are five candles of one, the forming one counted")
    func shortChange() throws {
        let feed = try Self.feed(.oneMinute, candles: 10)  // opens at 100, 100, 101 … as each close before
        let open = feed.router.buffers[0][5].open
        #expect(try Self.row(feed).changeShort == Lookback(109 / open - 1, over: .seconds(300)))
        feed.setForming(CandleMaker.candle(10, close: 50))
        let next = feed.router.buffers[0][6].open
        #expect(try Self.row(feed).changeShort == Lookback(50 / next - 1, over: .seconds(300)))
    }

    @Test(
        "a candle longer than five minutes is its own span, and one longer than an hour has none",
        arguments: [
            (Timeframe.fifteenMinutes, Duration.seconds(900)), (.oneHour, .seconds(3600)), (.fourHours, nil),
            (.oneDay, nil),
        ] as [(Timeframe, Duration?)])
    func shortChangeOfLongCandles(timeframe: Timeframe, span: Duration?) throws {
        #expect(try Self.row(Self.feed(timeframe, candles: 3)).changeShort?.span == span)
    }

    @Test("what was traded is counted over a day, and over less where candles do not reach that far")
    func turnover() throws {
        let short = try Self.row(Self.feed(.oneMinute, candles: 3))
        #expect(short.turnover == Lookback(2 * (100 + 101 + 102), over: .seconds(180)))
        let feed = try Self.feed(.oneHour, candles: 30)
        #expect(try Self.row(feed).turnover == Lookback(Double(2 * (106...129).reduce(0, +)), over: .seconds(86_400)))
        feed.setForming(CandleMaker.candle(30, close: 10, volume: 3, timeframe: .oneHour))
        let expected = Double(2 * (107...129).reduce(0, +) + 30)
        #expect(try Self.row(feed).turnover == Lookback(expected, over: .seconds(86_400)))
    }

    @Test(
        "closes are the newest ones, the forming candle's last",
        arguments: [(0, 0), (-3, 0), (4, 4), (99, 11), (.max, 11)])
    func closes(asked: Int, given: Int) throws {
        let feed = try Self.feed(.oneMinute, candles: 10)
        let closed = (0..<10).map { 100 + Double($0) }
        #expect(try Self.row(feed, closes: asked).closes == Array(closed.suffix(max(0, asked))))
        feed.setForming(CandleMaker.candle(10, close: 7))
        #expect(try Self.row(feed, closes: asked).closes == Array((closed + [7]).suffix(given)))
    }
}
