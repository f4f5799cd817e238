import Testing
import WickEngine
import WickFeed
import WickMarket
import WickStrategy
import WickTestKit

struct SnapshotTests {
    private static let now = ContinuousClock.now

    /// Three series with 30, 3 and no candles; the log has a record for each of the first one's.
    private static func feed() throws -> TestFeed {
        let feed = try TestFeed(["BTCUSDT", "ETHUSDT", "SOLUSDT"])
        for index in 0..<30 { feed.close(CandleMaker.candle(index, close: 100 + Double(index), volume: 60)) }
        for index in 0..<3 { feed.close(CandleMaker.candle(index), of: 1) }
        return feed
    }

    // MARK: Whatever is asked for

    @Test(
        "rows are clamped to those that exist",
        arguments: [
            (0..<100, 0..<3), (0..<0, 0..<0), (1..<2, 1..<2), (2..<Int.max, 2..<3), (Int.min..<Int.max, 0..<3),
            (Int.min..<(-5), 0..<0), (3..<9, 3..<3), (500..<600, 3..<3), (Int.max..<Int.max, 3..<3),
        ])
    func rows(_ asked: Range<Int>, _ given: Range<Int>) throws {
        let snapshot = try Self.feed().snapshot(SnapshotRequest(rows: asked))
        #expect(snapshot.firstRow == given.lowerBound && snapshot.seriesCount == 3)
        #expect(snapshot.rows.map(\.key.symbol.name) == Array(["BTCUSDT", "ETHUSDT", "SOLUSDT"][given]))
    }

    @Test("rows are in the order of the watchlist, and a symbol stays selected when its timeframe changes")
    func order() throws {
        let feed = try Self.feed()
        feed.order = [2, 0]
        feed.nextTimeframe = .fiveMinutes
        feed.symbolList = .known([])
        let wanted = SeriesKey(symbol: try Symbol("BTCUSDT"), timeframe: .oneHour)
        let snapshot = feed.snapshot(SnapshotRequest(selected: wanted, rows: 0..<9, wantsSymbolList: true))
        #expect(snapshot.rows.map(\.key.symbol.name) == ["SOLUSDT", "BTCUSDT"] && snapshot.seriesCount == 2)
        #expect(snapshot.selected?.key.symbol.name == "BTCUSDT")
        #expect(snapshot.nextTimeframe == .fiveMinutes && snapshot.symbolList == .known([]))
        #expect(feed.snapshot(SnapshotRequest(rows: 1..<2)).symbolList == .unasked)
    }

    @Test(
        "candles are as many as asked for and kept",
        arguments: [
            (0, 0), (1, 1), (29, 29), (30, 30), (31, 30), (Int.max, 30), (-1, 0), (Int.min, 0),
        ])
    func candles(_ asked: Int, _ given: Int) throws {
        let selected = try #require(try Self.feed().snapshot(SnapshotRequest(candleCount: asked)).selected)
        #expect(selected.candles.count == given)
        let expected = (0..<30).suffix(given).map { CandleMaker.candle($0).openTime }
        #expect(selected.candles.map(\.candle.openTime) == expected)
        #expect(selected.candles.allSatisfy { $0.decision.openTime == $0.candle.openTime })
    }

    @Test(
        "the log is paged by its numbers",
        arguments: [
            (5, nil, 26...30), (0, nil, nil), (-3, nil, nil), (Int.min, Int.min, nil), (100, nil, 1...30),
            (Int.max, nil, 1...30), (5, 10, 6...10), (5, 3, 1...3), (5, 0, nil), (5, -7, nil), (Int.max, Int.min, nil),
            (5, 31, 26...30), (5, Int.max, 26...30), (1, 1, 1...1),
        ] as [(Int, Int?, ClosedRange<Int>?)])
    func log(_ count: Int, _ end: Int?, _ numbers: ClosedRange<Int>?) throws {
        let snapshot = try Self.feed().snapshot(SnapshotRequest(logCount: count, logEnd: end))
        #expect(snapshot.log.map(\.number) == numbers.map(Array.init) ?? [])
        #expect(snapshot.logNewest == 30)
    }

    @Test(
        "a record that is not on disk is not shown",
        arguments: [
            (30, 30), (.max, 30), (29, 29), (1, 1), (0, 0), (-1, 0), (.min, 0),
        ] as [(Int, Int)])
    func logShown(_ upTo: Int, _ newest: Int) throws {
        let snapshot = try Self.feed().snapshot(SnapshotRequest(logCount: 3), logShown: upTo, trouble: "full")
        #expect(snapshot.logNewest == newest && snapshot.journalTrouble == "full")
        #expect(snapshot.log.map(\.number) == Array((1...30).prefix(newest).suffix(3)))
    }

    @Test("pages before the oldest kept record are empty")
    func pagedOut() throws {
        let feed = try TestFeed(capacity: 10)
        for index in 0..<Engine.logMax + 10 { feed.close(CandleMaker.candle(index, volume: 60)) }
        #expect(feed.snapshot(SnapshotRequest(logCount: 5, logEnd: 10)).log.isEmpty)
        #expect(feed.snapshot(SnapshotRequest(logCount: 5, logEnd: 12)).log.map(\.number) == [11, 12])
        #expect(feed.snapshot(SnapshotRequest(), logShown: 7).log.isEmpty)
    }

    @Test("keeps no more records than are asked for, and counts them all", arguments: [0, 1, 3])
    func keepsAsManyAsAsked(logSize: Int) throws {
        let feed = try TestFeed(logSize: logSize)
        let records = (0..<10).map { feed.close(CandleMaker.candle($0, volume: 60)) }
        #expect(records.map { $0?.number } == Array(1...10))
        let snapshot = feed.snapshot(SnapshotRequest(logCount: 5))
        #expect(snapshot.log.map(\.number) == Array((1...10).suffix(logSize)))
        #expect(snapshot.logNewest == 10)
    }

    @Test("an unknown symbol falls back to the first; without series there is none")
    func selected() throws {
        let feed = try Self.feed()
        let (known, unknown) = (
            SeriesKey(symbol: try Symbol("ETHUSDT"), timeframe: .oneMinute),
            SeriesKey(symbol: try Symbol("NONEUSDT"), timeframe: .oneHour)
        )
        #expect(feed.snapshot(SnapshotRequest(selected: known)).selected?.key == known)
        #expect(feed.snapshot(SnapshotRequest(selected: unknown)).selected?.key.symbol.name == "BTCUSDT")
        #expect(feed.snapshot().selected?.key.symbol.name == "BTCUSDT")
        let empty = try TestFeed([]).snapshot(SnapshotRequest(selected: known))
        #expect(empty.selected == nil && empty.rows.isEmpty && empty.seriesCount == 0)
    }

    // MARK: What it says

    @Test("before the first candle nothing is made up")
    func nothingYet() throws {
        let snapshot = try Self.feed().snapshot(SnapshotRequest(rows: 2..<3))
        let row = try #require(snapshot.rows.first)
        #expect(row.last == nil && row.changeDay == nil && row.turnover == nil && row.closes == [] && row.age == nil)
        #expect(row.readings.emaFast == nil && row.lastSignalSide == nil && row.lastSignalTime == nil)
        #expect(snapshot.dataAge == nil && snapshot.exchangeTime == nil)
        let selected = try TestFeed().snapshot().selected
        #expect(
            selected?.candles == [] && selected?.forming == nil && selected?.outlook == nil && selected?.rules == [])
    }

    @Test("previews are the strategy's own, for the row and the selected series", arguments: 0..<10 as Range<UInt64>)
    func previews(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var strategy = try StrategyCatalog.kind(named: "scalping_ema_rsi").make(parameters: [:], minCandlesRequired: 30)
        let feed = try TestFeed(strategy: strategy)
        let candles = CandleMaker.randomWalk(60, using: &random)
        for candle in candles.dropLast() {
            feed.close(candle)
            _ = strategy.update(closed: candle, in: feed.router.buffers[0])
        }
        let before = try #require(feed.snapshot().selected)
        #expect(before.outlook == feed.engine.lastDecision(of: 0))
        feed.setForming(candles[59])
        let expected = strategy.preview(forming: candles[59], in: feed.router.buffers[0])
        let snapshot = feed.snapshot()
        #expect(snapshot.selected?.outlook == expected && snapshot.rows[0].readings == expected.readings)
        #expect(snapshot.selected?.rules == strategy.rules(for: expected))
        #expect(snapshot.selected?.forming == candles[59] && snapshot.rows[0].last == candles[59].close)
        #expect(snapshot == feed.snapshot(), "looking changes nothing")
    }

    @Test("a forming candle behind missing ones is shown, but not counted")
    func formingBehindGap() throws {
        let feed = try Self.feed()
        feed.setForming(CandleMaker.candle(35, close: 500))
        let snapshot = feed.snapshot()
        #expect(snapshot.rows[0].last == 500)
        #expect(snapshot.selected?.outlook == feed.engine.lastDecision(of: 0))
    }

    @Test("candles carry what was said of them, and the holes before them")
    func candleRows() throws {
        let feed = try TestFeed()
        feed.close(CandleMaker.candle(0, close: 10, volume: 60), .history)
        feed.close(CandleMaker.candle(1, close: 20))
        feed.close(CandleMaker.candle(5, close: 40), holesBefore: 3)
        let rows = try #require(feed.snapshot().selected?.candles)
        #expect(rows.map(\.followsHole) == [false, false, true])
        #expect(rows.map(\.decision.word) == ["LONG", "no_volume_spike", "no_volume_spike"])
        #expect(rows.map(\.decision.readings.emaFast) == [10, 15, 40])
        #expect(rows.map(\.decision.readings.atr) == [nil, 1, nil])
        #expect(rows.map(\.decision.readings.close) == [10, 20, 40])
    }

    @Test("ages count from the last message to now")
    func ages() throws {
        let feed = try Self.feed()
        feed.lastDataAt = Self.now - .seconds(2)
        feed.lastMessages[1] = Self.now - .seconds(90)
        feed.states = [.live, .stale, .unavailable("HALT")]
        let snapshot = feed.snapshot(now: Self.now)
        #expect(snapshot.dataAge == .seconds(2))
        #expect(snapshot.rows.map(\.age) == [nil, .seconds(90), nil])
        #expect(snapshot.rows.map(\.state) == [.live, .stale, .unavailable("HALT")])
    }

    @Test("ledgers are those of the feed")
    func ledgers() throws {
        let feed = try Self.feed()
        (feed.ledgers[0].fromREST, feed.ledgers[1].fromREST, feed.ledgers[1].holes) = (5, 7, 2)
        let snapshot = feed.snapshot(
            SnapshotRequest(selected: SeriesKey(symbol: try Symbol("ETHUSDT"), timeframe: .oneMinute)))
        #expect(snapshot.selected?.ledger.fromREST == 7)
        #expect(snapshot.ledger.fromREST == 12 && snapshot.ledger.holes == 2)
    }

    @Test("the newest signal of a series stands in its row, also once the log has dropped it")
    func lastSignal() throws {
        let feed = try TestFeed(["BTCUSDT", "ETHUSDT"], capacity: 10)
        feed.close(CandleMaker.candle(0, volume: 60), of: 1)
        for index in 0..<Engine.logMax { feed.close(CandleMaker.candle(index, volume: 60)) }
        let row = feed.snapshot().rows[1]
        #expect(row.lastSignalSide == .long && row.lastSignalTime == CandleMaker.start)
    }

    // MARK: Change over a day

    @Test("the change looks back 24 h from the end of the latest candle")
    func changeOverADay() throws {
        let feed = try TestFeed(timeframe: .oneHour, capacity: 100)
        for index in 0..<50 {
            feed.close(CandleMaker.candle(index, close: 100 + Double(index), timeframe: .oneHour))
        }
        #expect(feed.day == Lookback(149.0 / 126 - 1, over: .seconds(86_400)))  // the 24 candles 26…49
        feed.setForming(CandleMaker.candle(50, close: 254, timeframe: .oneHour))
        #expect(feed.day == Lookback(1, over: .seconds(86_400)))  // 254 after 127
    }

    @Test("with fewer candles it looks back as far as they reach, and says how far")
    func changeOverLess() throws {
        let feed = try Self.feed()
        #expect(feed.day == Lookback(129.0 / 100 - 1, over: .seconds(1800)))
        feed.setForming(CandleMaker.candle(30, close: 50))
        #expect(feed.day == Lookback(-0.5, over: .seconds(1860)))
    }

    @Test("holes do not make it look back further")
    func changeAcrossHoles() throws {
        let feed = try TestFeed(timeframe: .oneHour, capacity: 100)
        for index in [0, 1, 2, 30, 40] {
            feed.close(CandleMaker.candle(index, close: 100 + Double(index), timeframe: .oneHour))
        }
        #expect(feed.day == Lookback(140.0 / 130 - 1, over: .seconds(11 * 3600)))
    }

    @Test("of daily candles it is the forming one's own")
    func changeOfDays() throws {
        let feed = try TestFeed(timeframe: .oneDay, capacity: 100)
        feed.close(CandleMaker.candle(0, close: 100, timeframe: .oneDay))
        feed.close(CandleMaker.candle(1, close: 200, timeframe: .oneDay))
        var forming = CandleMaker.candle(2, close: 300, timeframe: .oneDay)
        forming.open = 200
        feed.setForming(forming)
        #expect(feed.day == Lookback(0.5, over: .seconds(86_400)))
    }

    // MARK: Digits

    @Test("digits are those of the exchange's steps")
    func digitsOfRules() throws {
        let feed = try Self.feed()
        feed.engine.take(rules: InstrumentRules(tickSize: 0.001, stepSize: 0.00001), of: 0)
        let snapshot = feed.snapshot()
        #expect(snapshot.rows[0].priceDigits == 3)
        #expect(snapshot.selected?.priceDigits == 3 && snapshot.selected?.sizeDigits == 5)
    }

    @Test("without rules digits are those that the newest candles need, at most 8")
    func digitsOfCandles() throws {
        let feed = try TestFeed()
        #expect(feed.snapshot().selected?.priceDigits == 2 && feed.snapshot().selected?.sizeDigits == 2)
        feed.close(CandleMaker.candle(0, close: 0.00000812, volume: 5))
        #expect(feed.snapshot().rows[0].priceDigits == 8 && feed.snapshot().selected?.sizeDigits == 0)
        feed.setForming(CandleMaker.candle(1, close: 1, volume: 0.1 + 0.2))
        #expect(feed.snapshot().selected?.sizeDigits == 8)
        for index in 1..<21 { feed.close(CandleMaker.candle(index, close: 1.25, volume: 7)) }
        #expect(feed.snapshot().rows[0].priceDigits == 2)
    }

    @Test("one known step is enough for its own kind")
    func digitsOfOneRule() throws {
        let feed = try TestFeed()
        feed.close(CandleMaker.candle(0, close: 1.5, volume: 0.125))
        feed.engine.take(rules: InstrumentRules(tickSize: 0.01), of: 0)
        #expect(feed.snapshot().selected?.priceDigits == 2 && feed.snapshot().selected?.sizeDigits == 3)
    }
}

extension TestFeed {
    /// The change of the first series over a day.
    fileprivate var day: Lookback? { snapshot().rows[0].changeDay }
}
