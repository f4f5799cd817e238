import Testing
import WickMarket

@testable import WickFeed

/// From the start to the first candles: clock, rules, history, subscriptions.
struct FeedStartTests {
    private func subscriptions(_ words: [String]) -> [Int] {
        words.filter { $0.contains("sub ") }.map { $0.split(separator: " ").count - 2 }
    }

    @Test("asks for the time and the rules and connects; then asks for the history; then subscribes")
    func order() {
        let bench = FeedBench()
        bench.begin()
        #expect(bench.done() == ["open 1", "get time", "get instruments AUSDT,BUSDT", "1: asks"])
        #expect(bench.feed.status == FeedStatus(state: .connecting, detail: "connecting"))
        bench.accept(1)
        #expect(bench.done() == [])
        #expect(bench.feed.status.detail == "asking for the time")
        bench.answerTime()
        #expect(bench.done() == ["get klines AUSDT 1m _ _ 4", "get klines BUSDT 1m _ _ 4"])
        bench.answerRows(of: "AUSDT", 97...100)
        #expect(bench.feed.status.detail == "fetching history: 1 of 2")
        #expect(bench.closed() == (97...99).map { "AUSDT \($0) rest history" })
        #expect(bench.feed.router.buffers[0].forming == candle(100))
        #expect(bench.done() == [])
        bench.answerRows(of: "BUSDT", 97...100)
        #expect(bench.done() == ["1: sub AUSDT@1m BUSDT@1m"])
        #expect(bench.feed.status == FeedStatus(state: .connecting, detail: "waiting for data"))
        bench.send(candle(100), isClosed: false, on: 1)
        #expect(bench.feed.status == FeedStatus(state: .live, detail: "data flows"))
        #expect(bench.feed.state(of: 0, now: bench.now) == .live)
        #expect(bench.feed.state(of: 1, now: bench.now) == .waiting)
    }

    @Test("a history of more candles than an answer has is fetched backwards, page by page")
    func historyInPages() {
        var exchange = TestExchange()
        exchange.limits.candlesPerRequest = 2
        let bench = FeedBench(["AUSDT"], exchange: exchange)
        bench.begin()
        bench.answerTime()
        #expect(bench.done().last == "get klines AUSDT 1m _ _ 2")
        bench.answerRows(of: "AUSDT", 99...100)
        #expect(bench.done() == ["get klines AUSDT 1m _ \(minute(99).milliseconds - 1) 2"])
        bench.answerRows(of: "AUSDT", 97...98)
        #expect(bench.closed() == (97...99).map { "AUSDT \($0) rest history" })
    }

    @Test("an exchange that answers each page with the same rows is not asked for ever")
    func historyThatRepeats() {
        var exchange = TestExchange()
        exchange.limits.candlesPerRequest = 2
        let bench = FeedBench(["AUSDT"], exchange: exchange)
        bench.begin()
        bench.answerTime()
        for _ in 0..<3 { bench.answerRows(of: "AUSDT", 99...100) }
        #expect(bench.closed() == ["AUSDT 99 rest history"])
    }

    @Test("a history that cannot be had at first does not keep the others from the stream")
    func failingHistory() {
        let bench = FeedBench()
        bench.begin()
        bench.accept(1)
        bench.answerTime()
        bench.answerRows(of: "BUSDT", 97...100)
        _ = bench.done()
        bench.timeOut("klines AUSDT")
        #expect(bench.done() == ["1: sub AUSDT@1m BUSDT@1m"])
        #expect(bench.feed.status.detail == "fetching history: 1 of 2 (no answer: timed out)")
        bench.send(candle(100), of: 1, isClosed: false, on: 1)
        bench.wait(.seconds(20))
        #expect(bench.done() == ["get klines AUSDT 1m _ _ 4"])
        #expect(bench.feed.status.state == .stale)
        bench.flow(.seconds(40), on: 1)
        bench.send(candle(100), on: 1)
        bench.send(candle(101), isClosed: false, on: 1)
        #expect(bench.feed.status.detail == "fetching history: 1 of 2 (no answer: timed out)")
        _ = bench.told()
        bench.answerRows(of: "AUSDT", 98...101)
        #expect(bench.closed() == ["AUSDT 98 rest history", "AUSDT 99 rest history", "AUSDT 100 rest history"])
        bench.flow(.seconds(60), on: 1)
        _ = bench.told()
        bench.send(candle(101), on: 1)
        #expect(bench.closed() == ["AUSDT 101 stream fresh"])
    }

    @Test("while the exchange takes no requests, the stream is subscribed all the same")
    func blockedHistory() {
        let bench = FeedBench()
        bench.begin()
        bench.accept(1)
        bench.answerTime()
        _ = bench.done()
        bench.answer("klines AUSDT", 429, retryAfter: 120)
        #expect(bench.done() == ["1: sub AUSDT@1m BUSDT@1m"])
        bench.wait(.seconds(119))
        #expect(!bench.done().contains { $0.hasPrefix("get klines AUSDT") })
        bench.wait(.seconds(2))
        #expect(bench.done().contains { $0.hasPrefix("get klines AUSDT") })
    }

    @Test("batches keep below the names in a request and the messages in a second")
    func batches() {
        var exchange = TestExchange()
        exchange.limits.namesPerRequest = 10
        let bench = FeedBench((0..<95).map { "S\($0)" }, exchange: exchange)
        bench.begin()
        bench.accept(1)
        bench.answerTime()
        for key in bench.keys { bench.answerRows(of: key.symbol.name, 97...100) }
        #expect(subscriptions(bench.done()) == [10, 10, 10, 10])
        bench.wait(.milliseconds(900))
        #expect(subscriptions(bench.done()) == [])
        bench.wait(.milliseconds(200))
        #expect(subscriptions(bench.done()) == [10, 10, 10, 10])
        bench.wait(.seconds(1))
        #expect(subscriptions(bench.done()) == [10, 5])
    }

    @Test("more streams than a connection takes are spread over several")
    func shards() {
        var exchange = TestExchange()
        exchange.limits.streamsPerConnection = 2
        let bench = FeedBench(["AUSDT", "BUSDT", "CUSDT"], exchange: exchange)
        bench.begin()
        #expect(bench.done().filter { $0.hasPrefix("open") } == ["open 1", "open 2"])
        bench.answerTime()
        for key in bench.keys { bench.answerRows(of: key.symbol.name, 97...100) }
        _ = bench.done()
        bench.accept(1)
        bench.accept(2)
        #expect(bench.done() == ["1: sub AUSDT@1m BUSDT@1m", "2: sub CUSDT@1m"])
    }

    // MARK: Symbols

    @Test("a symbol is asked for once, however many series it has; a series is taken once")
    func duplicates() throws {
        let symbol = try Symbol("AUSDT")
        let keys = [
            SeriesKey(symbol: symbol, timeframe: .oneMinute), SeriesKey(symbol: symbol, timeframe: .fiveMinutes),
            SeriesKey(symbol: symbol, timeframe: .oneMinute),
        ]
        var feed = Feed(
            exchange: TestExchange(), keys: keys, settings: FeedSettings(), userAgent: "test",
            random: ConstantRandom(word: 0), now: start)
        feed.start(now: start)
        var urls: [String] = []
        while let action = feed.nextAction() { if case .get(_, let url, _) = action { urls.append(url) } }
        #expect(urls == ["time", "instruments AUSDT"])
        #expect(feed.router.keys.count == 2)
    }

    @Test("an unknown symbol is named, and the others go on")
    func unknownSymbol() {
        let bench = FeedBench()
        bench.begin()
        bench.accept(1)
        bench.answerTime()
        bench.answer("instruments", 404)
        #expect(bench.done().suffix(2) == ["get instruments AUSDT", "get instruments BUSDT"])
        bench.answer("klines AUSDT", 404)
        #expect(bench.feed.state(of: 0, now: bench.now) == .unavailable("unknown symbol"))
        #expect(bench.notices().contains("AUSDT: Test has no candles of it (unknown symbol)"))
        bench.answerRows(of: "BUSDT", 97...100)
        #expect(bench.done().contains("1: sub BUSDT@1m"))
        bench.send(candle(100), of: 1, isClosed: false, on: 1)
        #expect(bench.feed.status.state == .live)
    }

    @Test("a symbol that is in a break while candles of it wait is given up, and nothing waits for it")
    func unavailableWhileHeld() {
        let bench = FeedBench()
        bench.begin()
        bench.accept(1)
        bench.answerTime()
        bench.timeOut("klines AUSDT")
        bench.answerRows(of: "BUSDT", 97...100)
        bench.send(candle(100), on: 1)
        bench.send(candle(100), of: 1, isClosed: false, on: 1)
        _ = (bench.done(), bench.told())
        bench.answer("instruments", 200, "-AUSDT BUSDT")
        #expect(bench.feed.state(of: 0, now: bench.now) == .unavailable("BREAK"))
        #expect(bench.feed.status.state == .live)
        bench.send(candle(101), on: 1)
        bench.wait(.seconds(10))
        #expect(bench.done() == [])
        #expect(bench.closed() == [])
    }

    @Test("none of the symbols exists")
    func noneExists() {
        let bench = FeedBench()
        bench.begin()
        bench.answer("instruments", 200, "XUSDT")
        #expect(
            bench.feed.status == FeedStatus(state: .stopped, detail: "none of the symbols exists on Test"))
    }

    @Test("an answer without any symbol is no answer")
    func emptyInstruments() {
        let bench = FeedBench()
        bench.begin()
        bench.answer("instruments", 200, "")
        #expect(bench.feed.state(of: 0, now: bench.now) == .warmingUp)
        _ = bench.done()
        bench.wait(.seconds(1))
        #expect(bench.done() == ["get instruments AUSDT,BUSDT"])
    }
}
