import Testing
import WickMarket

@testable import WickFeed

/// What messages of the stream, good and bad, do to a feed that is live.
struct FeedStreamTests {
    private let bench = FeedBench()

    init() { bench.goLive() }

    @Test("a forming candle is shown, a closed one told once")
    func candles() {
        var changed = candle(100)
        changed.trades = 7
        bench.send(changed, isClosed: false, on: 1)
        #expect(bench.feed.router.latest(0) == changed)
        bench.flow(.seconds(60), on: 1)
        bench.send(changed, on: 1)
        #expect(bench.closed().last == "AUSDT 100 stream fresh")
        #expect(bench.feed.router.buffers[0].last == changed)
        #expect(bench.feed.router.buffers[0].forming == nil)
        bench.send(changed, on: 1)
        bench.send(candle(100), isClosed: false, on: 1)
        #expect(bench.feed.ledger(of: 0) == Ledger(fromStream: 1, fromREST: 3, duplicates: 1, outdated: 1))
    }

    @Test("an update that was sent before the last one is outdated")
    func reordered() {
        bench.send(candle(100, close: 2), isClosed: false, stamp: minute(100, plusSeconds: 8), on: 1)
        bench.send(candle(100, close: 1), isClosed: false, stamp: minute(100, plusSeconds: 6), on: 1)
        #expect(bench.feed.router.latest(0)?.close == 2)
        #expect(bench.feed.ledger(of: 0).outdated == 1)
    }

    @Test("another final is told as a correction, and stands in the buffer")
    func correction() {
        bench.flow(.seconds(60), on: 1)
        bench.send(candle(100, close: 1), on: 1)
        bench.send(candle(100, close: 2), on: 1)
        #expect(bench.told().suffix(1) == [.corrected(series: 0, candle(100, close: 2))])
        #expect(bench.feed.router.buffers[0].last?.close == 2)
        #expect(bench.feed.ledger(of: 0).corrections == 1)
    }

    @Test("a close that does not come is asked for, as soon as the exchange's clock has passed it by 5 s")
    func overdue() {
        bench.flow(.seconds(64), on: 1)
        #expect(!bench.done().contains { $0.hasPrefix("get klines") })
        bench.flow(.seconds(2), on: 1)
        bench.wait(.seconds(1))
        #expect(bench.done().contains("get klines AUSDT 1m \(minute(99).milliseconds) _ 1000"))
        _ = bench.told()
        bench.answerRows(of: "AUSDT", 100...101)
        #expect(bench.closed() == ["AUSDT 100 rest late"])
    }

    @Test("what the exchange does not show yet is asked for again, later each time")
    func askedAgain() {
        bench.flow(.seconds(60), on: 1)
        _ = bench.done()
        bench.send(candle(101), isClosed: false, on: 1)
        var asked: [Int] = []
        for second in 0..<80 {
            if bench.done().contains(where: { $0.hasPrefix("get klines AUSDT") }) {
                asked.append(second)
                bench.answerRows(of: "AUSDT", [])
            }
            bench.flow(.seconds(1), on: 1)
        }
        #expect(asked == [0, 1, 3, 7, 15, 31, 61])
    }

    // MARK: What cannot be true

    @Test("candles that cannot be true are counted and dropped, and are no sign of life")
    func impossible() {
        bench.wait(.seconds(16))
        #expect(bench.feed.status.state == .stale)
        let low = Candle(openTime: minute(100), open: 5, high: 4, low: 3, close: 5, volume: 1)
        let offGrid = Candle(
            openTime: minute(100, plusSeconds: 1), open: 5, high: 5, low: 5, close: 5, volume: 1)
        bench.send(candle(101), isClosed: false, on: 1)
        #expect(bench.feed.ledger(of: 0).rejected == 0, "the clock may be what is wrong: it is asked first")
        bench.wait(.zero)
        bench.answerTime()
        for wrong in [low, offGrid, candle(100, close: 0), candle(101), candle(6_000_000)] {
            bench.send(wrong, isClosed: false, on: 1)
        }
        bench.say("candle AUSDT 1m \(minute(100).milliseconds) 1 1 1 1 1 1 5 5 closed", on: 1)
        #expect(bench.feed.ledger(of: 0).rejected == 6)
        #expect(bench.feed.status.state == .stale)
        #expect(bench.feed.router.latest(0) == candle(100))
    }

    @Test("one absurd stamp changes nothing, but the time is asked for")
    func absurdStamp() {
        bench.send(candle(100), isClosed: false, stamp: Timestamp(milliseconds: .max), on: 1)
        #expect(bench.feed.exchangeTime == minute(100))
        #expect(bench.feed.ledger(of: 0).rejected == 1)
        bench.wait(.seconds(1))
        #expect(bench.done() == ["get time"])
        bench.send(candle(100, close: 3), isClosed: false, on: 1)
        #expect(bench.feed.router.latest(0)?.close == 3)
    }

    @Test("an absurd answer to the question for the time is put right by the next")
    func absurdTime() {
        bench.send(candle(100), isClosed: false, stamp: Timestamp(milliseconds: .max), on: 1)
        bench.wait(.seconds(1))
        bench.answer("time", 200, "\(minute(600_000).milliseconds)")
        bench.wait(.seconds(2))
        _ = bench.done()
        bench.wait(.seconds(600))
        #expect(bench.done().contains("get time"))
        bench.answerTime()
        #expect(bench.feed.exchangeTime == bench.exchangeTime)
    }

    @Test("a flood of what cannot be read changes nothing and fills no log")
    func garbage() {
        _ = bench.told()
        for _ in 0..<1000 { bench.say("rubbish", on: 1) }
        bench.serve(1) { $0.sendBinary([1, 2, 3]) }
        bench.say("no 7 words", on: 1)
        bench.say("ok 7", on: 1)
        bench.say("candle XUSDT 1m 1 1 1 1 1 1 1 1 1 closed", on: 1)
        #expect(bench.notices().count == NoticeBudget.perMinute)
        #expect(bench.done() == [])
        #expect(bench.feed.status.state == .live)
        bench.wait(.seconds(59))
        _ = bench.notices()
        bench.wait(.seconds(1))
        #expect(bench.notices().contains { $0.hasSuffix("more notices of bad messages were left out") })
    }

    @Test("a frame that breaks the protocol ends the connection")
    func brokenFrame() {
        bench.deliver([0xFF, 0xFF, 0xFF, 0xFF], to: ConnectionID(number: 1))
        #expect(bench.done().last == "close 1")
        #expect(bench.feed.status.state == .reconnecting)
    }

    @Test("rows from the future are dropped, and count as wrong by a clock that was asked lately")
    func rowsFromTheFuture() {
        bench.flow(.seconds(60), on: 1)
        bench.send(candle(101), isClosed: false, on: 1)
        bench.answerRows(of: "AUSDT", [100, 101, 600_000])
        bench.flow(.seconds(60), on: 1)
        _ = bench.closed()
        bench.send(candle(101), on: 1)
        #expect(bench.closed() == ["AUSDT 101 stream fresh"])
        #expect(bench.feed.ledger(of: 0).rejected == 0, "the clock may be what is wrong")
        bench.wait(.seconds(30))
        bench.answerTime()
        bench.send(candle(600_000), isClosed: false, stamp: minute(600_000), on: 1)
        #expect(bench.feed.ledger(of: 0).rejected == 1)
    }
}

extension Ledger {
    init(fromStream: Int, fromREST: Int, duplicates: Int = 0, outdated: Int = 0) {
        self.init()
        (self.fromStream, self.fromREST, self.duplicates, self.outdated) = (fromStream, fromREST, duplicates, outdated)
    }
}
