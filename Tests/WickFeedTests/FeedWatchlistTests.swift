import Testing
import WickMarket
import WickWebSocket

@testable import WickFeed

struct FeedWatchlistTests {
    private func symbol(_ name: String) throws -> Symbol { try Symbol(name) }

    /// A feed on the bench that is live, with nothing left over.
    private func live(_ symbols: [String] = ["AUSDT", "BUSDT"], exchange: TestExchange = TestExchange()) -> FeedBench {
        let bench = FeedBench(symbols, exchange: exchange)
        bench.goLive()
        return bench
    }

    // MARK: Adding

    @Test("an added symbol gets its rules, its history and its stream, and the others notice nothing")
    func add() throws {
        let bench = live()
        #expect(bench.feed.add(try symbol("CUSDT"), now: bench.now))
        bench.settle()
        #expect(bench.done() == ["get instruments CUSDT", "get klines CUSDT 1m _ _ 4"])
        #expect(bench.feed.order == [0, 1, 2])
        #expect(bench.feed.state(of: 2, now: bench.now) == .warmingUp && bench.feed.status.state == .lagging)
        bench.answer("instruments", 200, "CUSDT")
        bench.answerRows(of: "CUSDT", 97...100)
        #expect(bench.done() == ["1: sub CUSDT@1m"])
        #expect(bench.closed() == ["CUSDT 97 rest history", "CUSDT 98 rest history", "CUSDT 99 rest history"])
        bench.send(candle(100), of: 2, isClosed: false, on: 1)
        #expect(bench.feed.status.state == .live && bench.feed.state(of: 2, now: bench.now) == .live)
    }

    @Test("a symbol that does not exist is named so, and the others go on")
    func addUnknown() throws {
        let bench = live()
        bench.feed.add(try symbol("XUSDT"), now: bench.now)
        bench.settle()
        bench.answer("instruments", 404)
        #expect(bench.feed.state(of: 2, now: bench.now) == .unavailable("unknown symbol"))
        bench.answer("klines XUSDT", 404)
        #expect(bench.feed.status.state == .live)
        #expect(bench.done().allSatisfy { !$0.contains("sub") })
    }

    @Test("a symbol is added once, and no more than can be watched")
    func addAgain() throws {
        let bench = live()
        #expect(!bench.feed.add(try symbol("AUSDT"), now: bench.now))
        bench.settle()
        #expect(bench.done().isEmpty && bench.told().isEmpty)
        for number in 0..<Feed.symbolsMax - 2 { bench.feed.add(try symbol("S\(number)USDT"), now: bench.now) }
        #expect(!bench.feed.add(try symbol("ZUSDT"), now: bench.now) && bench.feed.order.count == Feed.symbolsMax)
    }

    @Test("while a symbol waits for its history, what was watched before is subscribed anew after a cut")
    func addThenCut() throws {
        let bench = live()
        bench.feed.add(try symbol("CUSDT"), now: bench.now)
        bench.settle()
        bench.drop(1)
        _ = bench.done()
        bench.wait(.seconds(3))
        bench.accept(2)
        #expect(bench.done().contains("2: sub AUSDT@1m BUSDT@1m"))
        bench.answerRows(of: "CUSDT", 97...100)
        #expect(bench.done().contains("2: sub CUSDT@1m"))
    }

    @Test("a symbol beyond a connection's streams gets a connection of its own, and it goes with it")
    func shards() throws {
        var exchange = TestExchange()
        exchange.limits.streamsPerConnection = 2
        let bench = live(exchange: exchange)
        bench.feed.add(try symbol("CUSDT"), now: bench.now)
        bench.settle()
        bench.accept(2)
        bench.answer("instruments", 200, "CUSDT")
        bench.answerRows(of: "CUSDT", 97...100)
        #expect(bench.done().contains("2: sub CUSDT@1m"))
        bench.feed.remove(try symbol("CUSDT"), now: bench.now)
        bench.settle()
        #expect(bench.done() == ["2: goodbye 1000", "close 2"])
        bench.send(candle(100), of: 0, isClosed: false, on: 1)
        #expect(bench.feed.status.state == .live)
        bench.wait(.seconds(10))
        #expect(bench.done().isEmpty, "it is not connected again")
        bench.feed.add(try symbol("DUSDT"), now: bench.now)
        bench.settle()
        #expect(bench.done().contains("open 3"))
    }

    // MARK: Removing

    @Test("a removed symbol is unsubscribed and forgotten, and what still comes of it is ignored")
    func remove() throws {
        let bench = live()
        bench.feed.add(try symbol("CUSDT"), now: bench.now)
        #expect(bench.feed.remove(try symbol("BUSDT"), now: bench.now))
        bench.settle()
        #expect(bench.done().contains("1: unsub BUSDT@1m"))
        #expect(bench.feed.order == [0, 2] && bench.feed.router.buffers[1].isEmpty)
        let before = bench.feed.totalLedger
        bench.say(TestExchange.message(bench.keys[1], candle(101), stamp: bench.exchangeTime, isClosed: true), on: 1)
        #expect(bench.closed().isEmpty && bench.feed.totalLedger == before)
        #expect(!bench.feed.remove(try symbol("BUSDT"), now: bench.now))
    }

    @Test("an answer for what is watched no more means nothing to what has its place now")
    func answerAfterRemoval() throws {
        let bench = live()
        bench.feed.add(try symbol("CUSDT"), now: bench.now)
        bench.settle()
        bench.feed.remove(try symbol("CUSDT"), now: bench.now)
        bench.feed.add(try symbol("DUSDT"), now: bench.now)
        bench.settle()
        #expect(bench.feed.order == [0, 1, 2], "the same place")
        bench.answer("instruments CUSDT", 404)
        bench.answerRows(of: "CUSDT", 90...92)
        #expect(bench.closed().isEmpty && bench.feed.state(of: 2, now: bench.now) == .warmingUp)
        bench.answerRows(of: "DUSDT", 97...100)
        #expect(bench.closed().count == 3)
    }

    @Test("without a symbol there is nothing to connect for, and the feed goes on when one comes")
    func removeAll() throws {
        let bench = live(["AUSDT"])
        bench.feed.remove(try symbol("AUSDT"), now: bench.now)
        bench.settle()
        #expect(bench.feed.status.state == .live && bench.feed.status.detail == "no symbol is watched")
        bench.wait(.seconds(120))
        #expect(!bench.done().contains { $0.hasPrefix("open") })
        bench.feed.add(try symbol("BUSDT"), now: bench.now)
        bench.settle()
        #expect(bench.done().contains("open 2"))
    }

    @Test("symbols change places")
    func move() throws {
        let bench = live(["AUSDT", "BUSDT", "CUSDT"])
        bench.feed.move(try symbol("CUSDT"), to: 0)
        #expect(bench.feed.order == [2, 0, 1])
        bench.feed.move(try symbol("CUSDT"), to: 99)
        #expect(bench.feed.order == [0, 1, 2])
        bench.feed.move(try symbol("XUSDT"), to: -1)
        #expect(bench.feed.order == [0, 1, 2])
    }

    // MARK: The timeframe

    /// Three-minute candles as an answer has them.
    private func answerThreeMinutes(_ bench: FeedBench, _ symbol: String) {
        let rows = (30...33).map { index in
            TestExchange.text(of: candle(index * 3), .threeMinutes)
        }
        bench.answer("klines \(symbol) 3m", 200, rows.joined(separator: "\n"))
    }

    @Test("a timeframe is switched once its history and its streams are there, and the old ones are left then")
    func timeframe() throws {
        let bench = live()
        bench.feed.setTimeframe(.threeMinutes, now: bench.now)
        bench.settle()
        #expect(bench.done() == ["get klines AUSDT 3m _ _ 4", "get klines BUSDT 3m _ _ 4"])
        #expect(bench.feed.nextTimeframe == .threeMinutes && bench.feed.order == [0, 1])
        answerThreeMinutes(bench, "AUSDT")
        #expect(bench.done() == ["1: sub AUSDT@3m"])
        answerThreeMinutes(bench, "BUSDT")
        #expect(bench.done() == ["1: sub BUSDT@3m"])
        bench.send(candle(99), of: 2, isClosed: false, on: 1)
        bench.wait(.seconds(1))
        #expect(bench.feed.timeframe == .oneMinute && bench.feed.order == [0, 1])
        _ = bench.told()
        bench.wait(.seconds(2))
        #expect(bench.done() == ["1: unsub AUSDT@1m BUSDT@1m"])
        #expect(bench.feed.order == [2, 3] && bench.feed.timeframe == .threeMinutes && bench.feed.nextTimeframe == nil)
        #expect(
            bench.told().filter { if case .status = $0 { false } else { true } } == [
                .removed(series: 0), .removed(series: 1), .timeframe(.threeMinutes),
            ])
        bench.send(candle(99), of: 3, isClosed: false, on: 1)
        #expect(bench.feed.status.state == .live)
    }

    @Test("a switch is called off by asking for the present timeframe, and redirected by asking for another")
    func timeframeChangedAgain() throws {
        let bench = live(["AUSDT"])
        bench.feed.setTimeframe(.threeMinutes, now: bench.now)
        bench.feed.setTimeframe(.fiveMinutes, now: bench.now)
        bench.settle()
        #expect(bench.feed.nextTimeframe == .fiveMinutes)
        #expect(bench.done().contains("get klines AUSDT 5m _ _ 4"))
        bench.feed.setTimeframe(.oneMinute, now: bench.now)
        bench.settle()
        #expect(bench.feed.nextTimeframe == nil && bench.feed.order == [0])
        answerThreeMinutes(bench, "AUSDT")
        bench.wait(.seconds(5))
        #expect(bench.feed.timeframe == .oneMinute && !bench.done().contains { $0.contains("sub") })
    }

    @Test("what was added while the timeframe is switched is there in the new one too")
    func addWhileSwitching() throws {
        let bench = live(["AUSDT"])
        bench.feed.setTimeframe(.threeMinutes, now: bench.now)
        bench.feed.add(try symbol("BUSDT"), now: bench.now)
        bench.settle()
        bench.answer("instruments", 200, "BUSDT")
        for name in ["AUSDT", "BUSDT"] { answerThreeMinutes(bench, name) }
        bench.answerRows(of: "BUSDT", 97...100)
        bench.wait(.seconds(4))
        #expect(bench.feed.order.map { "\(bench.feed.router.keys[$0])" } == ["AUSDT 3m", "BUSDT 3m"])
    }

    // MARK: The exchange's symbols

    @Test("the list of symbols is fetched when it is asked for, once, and sorted by name")
    func symbolList() throws {
        let bench = live(["AUSDT"])
        bench.feed.wantSymbolList(now: bench.now)
        bench.feed.wantSymbolList(now: bench.now)
        bench.settle()
        #expect(bench.done() == ["get instruments "] && bench.feed.symbolList == .fetching)
        bench.answer("instruments", 200, "CUSDT -BUSDT AUSDT" + String(repeating: " ", count: Feed.answerInlineMax))
        guard case .known(let symbols) = bench.feed.symbolList else {
            Issue.record("\(bench.feed.symbolList)")
            return
        }
        #expect(symbols.map(\.symbol.name) == ["AUSDT", "BUSDT", "CUSDT"])
        #expect(symbols.map(\.status) == [.trading, .unavailable("BREAK"), .trading])
        #expect(bench.done() == ["decode \(18 + Feed.answerInlineMax) bytes"])
        bench.feed.wantSymbolList(now: bench.now)
        bench.settle()
        #expect(bench.done().isEmpty)
    }

    @Test("a list of symbols that cannot be had says why, and is asked for again when somebody wants it")
    func symbolListFails() throws {
        let bench = live(["AUSDT"])
        bench.feed.wantSymbolList(now: bench.now)
        bench.settle()
        bench.answer("instruments", 503)
        _ = bench.done()
        #expect(bench.feed.symbolList == .failed("HTTP 503: "))
        bench.wait(.seconds(4))
        bench.feed.wantSymbolList(now: bench.now)
        bench.settle()
        #expect(!bench.done().contains("get instruments "), "not so soon")
        bench.wait(.seconds(2))
        bench.feed.wantSymbolList(now: bench.now)
        bench.settle()
        #expect(bench.done().contains("get instruments "))
    }
}
