import Testing
import WickMarket
import WickWebSocket

@testable import WickFeed

struct FeedSupervisionTests {
    private let bench = FeedBench()

    private func candle(_ index: Int, trades: Int64) -> Candle {
        var busy = WickFeedTests.candle(index)
        (busy.trades, busy.volume) = (trades, Double(trades))
        return busy
    }

    /// Answers the question for the newest candles of a symbol with a forming one of so many trades.
    private func answerNewest(_ symbol: String, _ index: Int, trades: Int64) {
        bench.answer("klines \(symbol) 1m _ _ 2", 200, TestExchange.text(of: candle(index, trades: trades), .oneMinute))
    }

    @Test("a connection whose symbols do not trade is left alone, and is live by the exchange's word")
    func quietConnection() {
        bench.goLive()
        bench.wait(.seconds(30))
        #expect(bench.feed.status.state == .stale)
        #expect(bench.done().contains("get klines AUSDT 1m _ _ 2"))
        answerNewest("AUSDT", 100, trades: 1)
        bench.wait(.seconds(1))
        #expect(bench.done().contains("get klines BUSDT 1m _ _ 2"))
        answerNewest("BUSDT", 100, trades: 1)
        bench.wait(.seconds(1))
        #expect(bench.feed.status == FeedStatus(state: .live, detail: "nothing is traded"))
        #expect(bench.feed.state(of: 0, now: bench.now) == .live)
        bench.wait(.seconds(27))
        #expect(!bench.done().contains { $0.hasPrefix("open") || $0.hasPrefix("close") })
    }

    @Test("a connection that is silent although its symbols trade is made again")
    func muteConnection() {
        bench.goLive()
        bench.wait(.seconds(30))
        answerNewest("AUSDT", 100, trades: 2)
        bench.wait(.seconds(4))
        #expect(!bench.done().contains("close 1"))
        bench.wait(.seconds(2))
        #expect(bench.done().contains("close 1"))
        #expect(bench.feed.status.detail == "no data for 36 s" || bench.feed.status.detail == "no data for 35 s")
    }

    @Test("a connection that is accepted and mute from the start likewise")
    func muteFromTheStart() {
        bench.begin()
        bench.answerTime()
        bench.answer("instruments", 200, "AUSDT BUSDT")
        for symbol in ["AUSDT", "BUSDT"] { bench.answerRows(of: symbol, 97...100) }
        bench.accept(1)
        bench.wait(.seconds(31))
        answerNewest("AUSDT", 100, trades: 2)
        bench.wait(.seconds(6))
        #expect(bench.done().contains("close 1"))
    }

    /// Lets time pass while the second series flows.
    private func flow(_ span: Duration, on number: Int) { bench.flow(span, on: number) }

    @Test(
        "one mute stream is subscribed anew, then the next connection is opened beside the one that serves the others")
    func muteStream() {
        bench.goLive()
        // A busy symbol: twenty of its trades take less than the shortest silence that is looked into.
        for index in 100...105 {
            bench.send(candle(index, trades: 1000), stamp: minute(index + 1), on: 1)
        }
        _ = bench.done()
        flow(.seconds(35), on: 1)
        #expect(bench.done().contains("get klines AUSDT 1m _ _ 2"))
        answerNewest("AUSDT", 106, trades: 50)
        flow(.seconds(10), on: 1)
        let words = bench.done()
        #expect(words.contains("1: unsub AUSDT@1m") && words.contains("1: sub AUSDT@1m"))
        flow(.seconds(40), on: 1)
        answerNewest("AUSDT", 106, trades: 99)
        flow(.seconds(10), on: 1)
        #expect(bench.done().contains("open 2"))
        #expect(!bench.done().contains("close 1") && bench.feed.connections.count == 2)
    }

    @Test("a stream that brings data again is left in peace")
    func dataComesBack() {
        bench.goLive()
        bench.wait(.seconds(30))
        answerNewest("AUSDT", 100, trades: 2)
        bench.send(candle(100, trades: 2), of: 0, isClosed: false, on: 1)
        bench.send(candle(100, trades: 2), of: 1, isClosed: false, on: 1)
        bench.wait(.seconds(14))
        #expect(!bench.done().contains("close 1") && bench.feed.status.state == .live)
    }

    // MARK: Latency

    @Test("data that comes late is called late, once the exchange's clock has been asked twice")
    func late() {
        bench.goLive()
        func flowLate(_ seconds: Int) {
            for _ in 0..<seconds {
                bench.wait(.seconds(1))
                let stamp = bench.exchangeTime.advanced(byMilliseconds: -8_000)
                for series in [0, 1] {
                    bench.send(candle(100, trades: 1), of: series, isClosed: false, stamp: stamp, on: 1)
                }
                bench.answerTime()
            }
        }
        flowLate(20)
        #expect(bench.feed.status.state == .live)
        flowLate(30)
        #expect(bench.feed.status == FeedStatus(state: .lagging, detail: "data comes more than 5 s late"))
    }

    // MARK: Symbols that change

    @Test("a symbol that is back after a break goes on, and one that goes into a break is named")
    func breaks() throws {
        let bench = FeedBench(
            ["AUSDT", "BUSDT"],
            settings: FeedBench.settings {
                $0.recheckInterval = .seconds(40)
                $0.recheckIntervalOfMissing = .seconds(20)
            })
        bench.goLive()
        bench.flow(.seconds(45), on: 1)
        bench.answer("instruments AUSDT,BUSDT", 200, "-AUSDT BUSDT")
        #expect(bench.feed.state(of: 0, now: bench.now) == .unavailable("BREAK"))
        bench.flow(.seconds(25), on: 1)
        #expect(bench.done().contains("get instruments AUSDT"))
        bench.answer("instruments AUSDT", 200, "AUSDT")
        #expect(bench.feed.state(of: 0, now: bench.now) != .unavailable("BREAK"))
        bench.flow(.seconds(10), on: 1)
        #expect(bench.done().contains { $0.hasPrefix("get klines AUSDT") }, "what closed meanwhile is asked for")
        bench.send(WickFeedTests.candle(101), of: 0, isClosed: false, on: 1)
        #expect(bench.feed.state(of: 0, now: bench.now) == .repairing)
    }

    @Test("symbols that bring nothing are named in the status, with the exchange's word, as long as it is so")
    func named() {
        let bench = FeedBench(
            ["AUSDT", "BUSDT", "CUSDT"],
            settings: FeedBench.settings {
                $0.recheckInterval = .seconds(40)
                $0.recheckIntervalOfMissing = .seconds(20)
            })
        bench.goLive()
        bench.flow(.seconds(45), on: 1)
        bench.answer("instruments", 200, "-AUSDT ~BUSDT CUSDT")
        #expect(bench.feed.status == FeedStatus(state: .live, detail: "data flows; AUSDT: BREAK, BUSDT: HALT"))
        #expect(bench.feed.state(of: 1, now: bench.now) == .halted("HALT"))
        #expect(bench.notices().contains("BUSDT: not traded on Test now (HALT)"))
        bench.flow(.seconds(25), on: 1)
        bench.answer("instruments BUSDT", 200, "BUSDT")
        #expect(bench.feed.status.detail.hasSuffix("; AUSDT: BREAK"))
        #expect(bench.notices().contains("BUSDT: traded on Test again"))
        bench.feed.remove(bench.keys[0].symbol, now: bench.now)
        bench.settle()
        #expect(!bench.feed.status.detail.contains("AUSDT"))
    }

    @Test("many symbols in trouble are counted, not listed")
    func manyNamed() {
        let bench = FeedBench(
            (0..<9).map { "S\($0)USDT" }, settings: FeedBench.settings { $0.recheckInterval = .seconds(40) })
        bench.goLive()
        bench.flow(.seconds(45), on: 1)
        bench.answer("instruments", 200, "S0USDT S1USDT")
        #expect(bench.feed.status.detail.hasSuffix("S6USDT: unknown symbol and 2 more"))
    }

    @Test("once a symbol has fallen quiet for long, the rules are asked for before the hour is over")
    func quietForLong() {
        let bench = FeedBench(settings: FeedBench.settings { $0.recheckIntervalOfMissing = .seconds(60) })
        bench.goLive()
        bench.flow(.seconds(120), on: 1)
        #expect(!bench.done().contains("get instruments AUSDT,BUSDT"))
        bench.feed.hasFallenQuiet = true
        bench.flow(.seconds(50), on: 1)
        #expect(bench.done().count { $0 == "get instruments AUSDT,BUSDT" } == 1)
        #expect(!bench.feed.hasFallenQuiet)
    }

    @Test("where all symbols are in a break, the feed waits for them")
    func allInABreak() {
        bench.begin()
        bench.answerTime()
        bench.answer("instruments", 200, "-AUSDT -BUSDT")
        for symbol in ["AUSDT", "BUSDT"] { bench.answerRows(of: symbol, 97...100) }
        #expect(
            bench.feed.status
                == FeedStatus(state: .stale, detail: "no symbol has candles now (AUSDT: BREAK, BUSDT: BREAK)"))
        bench.accept(1)
        bench.wait(.seconds(301))
        bench.answerTime()
        bench.answer("instruments AUSDT", 200, "AUSDT")
        #expect(bench.done().contains("get klines AUSDT 1m _ _ 4"))
        bench.answerRows(of: "AUSDT", 102...105)
        #expect(bench.done().contains("1: sub AUSDT@1m"))
    }
}
