import Testing
import WickEngine
import WickFeed
import WickMarket
import WickTestKit

/// The watchlist in another order, and the log through a filter.
struct RankingTests {
    /// Closes 30, 10 and 20 above 100, volumes 1, 5 and 5000, and a series without a candle.
    private static func feed() throws -> TestFeed {
        let feed = try TestFeed(["BTCUSDT", "XRPUSDT", "ADAUSDT", "EMPTYUSDT"])
        for (series, (rise, volume)) in [(30.0, 1.0), (10, 5), (20, 5000)].enumerated() {
            feed.close(CandleMaker.candle(0, close: 100), of: series, .history)
            feed.close(CandleMaker.candle(1 + series, close: 100 + rise, volume: volume), of: series)
        }
        return feed
    }

    @Test(
        "ranks by each measure, those without it last",
        arguments: [
            (WatchOrder.configured, ["BTC", "XRP", "ADA", "EMPTY"]), (.change, ["BTC", "ADA", "XRP", "EMPTY"]),
            (.volume, ["ADA", "XRP", "BTC", "EMPTY"]), (.rsi, ["BTC", "XRP", "ADA", "EMPTY"]),
            (.symbol, ["ADA", "BTC", "EMPTY", "XRP"]), (.lastSignal, ["ADA", "BTC", "XRP", "EMPTY"]),
        ])
    func ranks(order: WatchOrder, names: [String]) throws {
        let snapshot = try Self.feed().snapshot(SnapshotRequest(order: order))
        #expect(snapshot.rows.map { String($0.key.symbol.name.dropLast(4)) } == names)
        #expect(snapshot.order == order && snapshot.rows[snapshot.selectedRow ?? -1].key == snapshot.selected?.key)
    }

    @Test("tells where the selected series stands, and counts rows in the order asked for")
    func tellsThePlace() throws {
        let key = SeriesKey(symbol: try Symbol("XRPUSDT"), timeframe: .oneMinute)
        let snapshot = try Self.feed().snapshot(SnapshotRequest(selected: key, rows: 1..<2, order: .change))
        #expect(snapshot.selectedRow == 2 && snapshot.selected?.key == key)
        #expect(snapshot.firstRow == 1 && snapshot.rows.map(\.key.symbol.name) == ["ADAUSDT"])
    }

    // MARK: The log

    /// Forty records, of two series in turn.
    private static func log(capacity: Int = 100) throws -> TestFeed {
        let feed = try TestFeed(["BTCUSDT", "ETHUSDT"], capacity: capacity)
        for index in 0..<20 {
            for series in 0..<2 { feed.close(CandleMaker.candle(index, volume: 60), of: series) }
        }
        return feed
    }

    private static func filter(_ symbol: String?, _ side: Side? = nil) throws -> LogFilter {
        LogFilter(symbol: try symbol.map { try Symbol($0) }, side: side)
    }

    @Test(
        "pages through what the filter lets through, and counts all of it",
        arguments: [
            (nil, 3, 0, [36, 38, 40]), (20, 3, 0, [16, 18, 20]), (21, 2, 2, [18, 20, 22, 24]), (1, 5, 3, [2, 4, 6]),
            (0, 5, 2, [2, 4]), (40, 1, 5, [40]), (.max, 1, .max, [40]),
            (nil, .max, 0, Array(stride(from: 2, to: 41, by: 2))),
            (nil, -1, -1, []), (nil, 0, 1, []),
        ] as [(Int?, Int, Int, [Int])])
    func pages(end: Int?, count: Int, ahead: Int, numbers: [Int]) throws {
        let request = SnapshotRequest(
            logFilter: try Self.filter("ETHUSDT"), logCount: count, logEnd: end, logAhead: ahead)
        let snapshot = try Self.log().snapshot(request)
        #expect(snapshot.log.map(\.number) == numbers)
        #expect(snapshot.logMatches == 20 && snapshot.logMatchNewest == 40 && snapshot.logNewest == 40)
    }

    @Test("counts only what may be shown, and what the log has dropped, too")
    func counts() throws {
        let feed = try Self.log()
        let bitcoin = SnapshotRequest(logFilter: try Self.filter("BTCUSDT", .long))
        let early = feed.snapshot(bitcoin, logShown: 10)
        #expect(early.logMatches == 5 && early.logMatchNewest == 9 && early.log.map(\.number) == [1, 3, 5, 7, 9])
        let short = feed.snapshot(SnapshotRequest(logFilter: try Self.filter(nil, .short)))
        #expect(short.logMatches == 0 && short.logMatchNewest == 0 && short.log.isEmpty)
        for index in 20..<Engine.logMax + 20 { feed.close(CandleMaker.candle(index, volume: 60)) }
        let ether = feed.snapshot(SnapshotRequest(logFilter: try Self.filter("ETHUSDT")))
        #expect(ether.logMatches == 20 && ether.log.isEmpty && ether.logMatchNewest == 0)
    }
}
