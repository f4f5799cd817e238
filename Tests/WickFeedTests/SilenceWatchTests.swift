import Testing

@testable import WickFeed

struct SilenceWatchTests {
    private var watch = SilenceWatch()
    private let heard = start

    private mutating func check(
        _ seconds: Int, isAlone: Bool = true, mayAsk: Bool = true, heard: ContinuousClock.Instant? = start
    ) -> SilenceWatch.Step {
        watch.check(
            heard: heard, since: heard ?? start, limit: .seconds(30), isAlone: isAlone, mayAsk: mayAsk,
            now: start + .seconds(seconds))
    }

    private func progress(_ trades: Int64) -> TradeProgress {
        var moved = candle(0)
        moved.trades = trades
        return TradeProgress(moved)
    }

    @Test("asks, subscribes anew, asks again, and gives the connection up, with time for data to come in between")
    mutating func ladder() {
        #expect(check(29) == .none)
        #expect(check(30) == .ask)
        #expect(check(31) == .none)
        watch.take(hasMoved: true, progress: progress(2), now: start + .seconds(32))
        #expect(check(36) == .none)
        #expect(check(37) == .subscribeAnew)
        #expect(check(38) == .ask)
        watch.take(hasMoved: true, progress: progress(3), now: start + .seconds(39))
        #expect(check(44) == .reconnect)
        #expect(check(59) == .none)
        #expect(check(60) == .ask, "each time it waits twice as long")
    }

    @Test("what is quiet by the exchange's word is left alone, and asked about more and more seldom")
    mutating func quiet() {
        var asked: [Int] = []
        for second in 0...2000 where check(second) == .ask {
            asked.append(second)
            #expect(!watch.isQuiet)
            watch.take(hasMoved: false, progress: progress(1), now: start + .seconds(second))
            #expect(watch.isQuiet)
        }
        #expect(Array(asked.prefix(6)) == [30, 60, 120, 240, 480, 900])
    }

    @Test("data begins all anew")
    mutating func data() {
        #expect(check(30) == .ask)
        watch.take(hasMoved: false, progress: nil, now: start + .seconds(31))
        #expect(check(40, heard: start + .seconds(39)) == .none && !watch.isQuiet)
        #expect(check(68, heard: start + .seconds(39)) == .none)
        #expect(check(69, heard: start + .seconds(39)) == .ask)
    }

    @Test("where a whole connection is silent it is given up at once, also where nobody answers")
    mutating func whole() {
        #expect(check(30, isAlone: false) == .ask)
        watch.take(hasMoved: true, progress: progress(2), now: start + .seconds(31))
        #expect(check(36, isAlone: false) == .reconnect)
        #expect(check(37, isAlone: false) == .ask)
        #expect(check(66, isAlone: false) == .none)
        #expect(check(67, isAlone: false) == .reconnect)
    }

    @Test("an unanswered question about one stream among others is asked again")
    mutating func unanswered() {
        #expect(check(30, mayAsk: false) == .none)
        #expect(check(31) == .ask)
        #expect(check(61) == .none)
        #expect(check(62) == .ask)
    }
}
