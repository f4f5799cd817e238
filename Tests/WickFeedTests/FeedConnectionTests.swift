import Testing
import WickMarket
import WickTestKit
import WickWebSocket

@testable import WickFeed

/// Losing connections, replacing them, and what an exchange may refuse.
struct FeedConnectionTests {
    private let bench = FeedBench()

    /// The pause before the next attempt, in seconds.
    private var pause: Double? {
        bench.feed.status.retryAt.map { bench.now.duration(to: $0) / .seconds(1) }
    }

    private func opens(of bench: FeedBench) -> [String] { bench.done().filter { $0.hasPrefix("open") } }

    private func opens() -> [String] { opens(of: bench) }

    // MARK: Losing

    @Test("a lost connection is made again after 3 s, and what was missed is fetched")
    func reconnects() {
        bench.goLive()
        bench.drop(1)
        #expect(bench.feed.status.state == .reconnecting)
        #expect(bench.feed.status.detail == "reset by peer")
        #expect(bench.feed.status.attempt == 1)
        #expect(pause == 3)
        bench.wait(.milliseconds(2900))
        #expect(bench.done() == [])
        bench.wait(.milliseconds(100))
        #expect(bench.done() == ["open 2", "2: asks"])
        bench.wait(.seconds(10))
        bench.accept(2)
        #expect(bench.done() == ["2: sub AUSDT@1m BUSDT@1m", "get time"])
        #expect(bench.feed.status == FeedStatus(state: .reconnecting, detail: "waiting for data"))
        bench.answerTime()
        bench.wait(.seconds(17))  // the wait for the first frame has half a minute
        bench.send(candle(100), isClosed: false, on: 2)
        #expect(bench.feed.status.state == .live)
    }

    @Test("candles that closed meanwhile come from requests, late, and before the next one of the stream")
    func fillsTheGap() {
        bench.goLive()
        bench.flow(.seconds(55), on: 1)
        bench.drop(1)
        bench.wait(.seconds(3))
        bench.wait(.seconds(19))
        bench.accept(2)
        bench.answerTime()
        bench.flow(.seconds(50), on: 2)
        bench.answerRows(of: "AUSDT", [])
        _ = (bench.done(), bench.told())
        bench.send(candle(102), isClosed: false, on: 2)
        #expect(bench.feed.state(of: 0, now: bench.now) == .repairing)
        bench.flow(.seconds(60), on: 2)
        #expect(bench.done().contains("get klines AUSDT 1m \(minute(99).milliseconds) _ 1000"))
        bench.send(candle(102), stamp: minute(103), on: 2)
        #expect(bench.closed().filter { $0.hasPrefix("A") } == [])
        bench.answerRows(of: "AUSDT", 100...102)
        #expect(
            bench.closed() == ["AUSDT 100 rest late", "AUSDT 101 rest late", "AUSDT 102 stream fresh"])
        #expect(bench.feed.ledger(of: 0).repairs == 1)
        #expect(bench.feed.status.state == .live)
    }

    @Test("the pauses double while connections deliver nothing, even if they open")
    func noResetWithoutData() {
        bench.goLive()
        bench.drop(1)
        var pauses: [Double?] = []
        for number in 2...7 {
            pauses.append(pause)
            bench.wait(.seconds(pause ?? 0))
            bench.accept(number)
            bench.wait(.seconds(5))
            bench.drop(number)
        }
        #expect(pauses == [3, 6, 12, 24, 48, 60])
    }

    @Test("one message and then a long silence is no reason to start the pauses again")
    func noResetBySilence() {
        bench.goLive()
        bench.drop(1)
        bench.wait(.seconds(3))
        bench.accept(2)
        bench.send(candle(100), isClosed: false, on: 2)
        bench.wait(.seconds(44))
        bench.drop(2)
        #expect(pause == 6)
    }

    @Test("the pauses start again after data has flowed for a while")
    func resetByData() {
        bench.goLive()
        bench.drop(1)
        bench.wait(.seconds(3))
        bench.accept(2)
        bench.flow(.seconds(60), on: 2)
        bench.drop(2)
        #expect(pause == 3)
    }

    @Test("an attempt that gets no answer ends after 20 s")
    func connectDeadline() {
        bench.begin()
        bench.wait(.seconds(19))
        #expect(opens() == ["open 1"])
        bench.wait(.seconds(1))
        #expect(bench.done().suffix(1) == ["close 1"])
        #expect(bench.feed.status.detail == "no connection within 20 s")
        bench.wait(.seconds(3))
        #expect(opens() == ["open 2"])
    }

    @Test(
        "without data it is stale after 15 s, and made again after 60 where nobody can be asked whether that is right")
    func silence() {
        bench.goLive()
        bench.wait(.seconds(14))
        #expect(bench.feed.status.state == .live)
        bench.wait(.seconds(1))
        #expect(bench.feed.status == FeedStatus(state: .stale, detail: "no data for more than 15 s"))
        bench.wait(.seconds(45))
        #expect(bench.feed.status.detail == "no data for 60 s")
        #expect(bench.done().suffix(1) == ["close 1"])
    }

    @Test("pings come every 30 s; one without a pong ends the connection, whatever else flows")
    func missingPong() {
        bench.goLive()
        bench.flow(.seconds(30), on: 1)
        #expect(bench.done() == ["1: ping"])
        bench.flow(.seconds(30), on: 1)
        #expect(bench.done() == ["1: ping"])
        bench.isResponsive = false
        bench.flow(.seconds(44), on: 1)
        #expect(bench.feed.connections.count == 1)
        bench.flow(.seconds(1), on: 1)
        #expect(bench.feed.status.detail == "no answer to a ping within 15 s")
    }

    @Test("the exchange's ping is answered, and its goodbye returned")
    func peersFrames() {
        bench.goLive()
        bench.serve(1) { $0.sendPing([1, 2]) }
        #expect(bench.done() == ["1: pong"])
        bench.serve(1) { $0.close(code: .goingAway, reason: "upgrade") }
        #expect(bench.done() == ["1: goodbye 1001", "close 1"])
        #expect(bench.feed.status.detail == "closed by the exchange (code 1001, 'upgrade')")
    }

    @Test("gives up after max_retries attempts in a row, and not before")
    func retriesMax() {
        let bench = FeedBench(settings: FeedBench.settings { $0.retriesMax = 2 })
        bench.goLive()
        for number in 1...2 {
            bench.drop(number)
            #expect(bench.feed.status.attempt == number)
            bench.wait(.seconds(6))
        }
        bench.drop(3)
        #expect(
            bench.feed.status
                == FeedStatus(state: .stopped, detail: "reset by peer; gave up after 2 attempts (max_retries)"))
        #expect(bench.feed.deadline == nil)
    }

    // MARK: Refusals

    @Test(
        "a refused handshake is obeyed, by requests too",
        arguments: [(429, 90, 90.0), (418, 3600, 3600), (403, nil, 300), (451, nil, 300), (503, nil, 3)])
    func refused(status: Int, retryAfter: Int?, seconds: Double) {
        bench.goLive()
        bench.drop(1)
        bench.wait(.seconds(3))
        bench.refuse(2, status, retryAfter: retryAfter)
        #expect(pause == max(seconds, 6))
        #expect(bench.feed.status.detail.hasPrefix("Test refuses: HTTP \(status)"))
        _ = bench.done()
        bench.wait(.seconds(max(seconds, 6) - 1))
        #expect(status == 503 || bench.done() == [])
        bench.wait(.seconds(2))
        #expect(opens() == ["open 3"])
    }

    @Test("a refusal of one connection holds back the others too")
    func refusalIsForAll() {
        var exchange = TestExchange()
        exchange.limits.streamsPerConnection = 1
        let bench = FeedBench(exchange: exchange)
        bench.begin()
        bench.drop(2)
        bench.refuse(1, 418, retryAfter: 100)
        _ = bench.done()
        bench.wait(.seconds(99))
        #expect(bench.done() == [])
        bench.wait(.seconds(1))
        #expect(bench.done().filter { $0.hasPrefix("open") } == ["open 3", "open 4"])
    }

    @Test("a ban that a request is told of holds for connections")
    func banByRequest() {
        bench.begin()
        bench.answer("time", 418, retryAfter: 100)
        bench.drop(1)
        #expect(pause == 100)
    }

    // MARK: Replacing

    @Test("an announced shutdown: the new connection first, the old one until every series has shown itself")
    func shutdown() {
        bench.goLive()
        bench.say("shutdown", on: 1)
        bench.say("shutdown", on: 1)
        #expect(bench.done() == ["open 2", "2: asks"])
        #expect(bench.feed.status.state == .live)
        #expect(bench.feed.connectionReports(now: bench.now).map(\.link) == [.rotating, .connecting])
        bench.accept(2)
        #expect(bench.feed.connectionReports(now: bench.now).map(\.link) == [.rotating, .waiting])
        #expect(bench.feed.link(0, now: bench.now) == .rotating)
        #expect(bench.done() == ["2: sub AUSDT@1m BUSDT@1m", "get time"])
        bench.isResponsive = false
        bench.send(candle(100), of: 0, isClosed: false, on: 2)
        bench.send(candle(100), of: 1, isClosed: false, on: 1)
        #expect(bench.done() == [])
        bench.send(candle(100), of: 1, isClosed: false, on: 2)
        #expect(bench.done() == ["1: goodbye 1000"])
        #expect(bench.feed.status.state == .live)
        bench.wait(.seconds(5))
        #expect(bench.done() == ["close 1"])
        #expect(bench.feed.connectionReports(now: bench.now).map(\.link) == [.live])
    }

    @Test("both connections deliver meanwhile, and nothing doubles")
    func overlap() {
        bench.goLive()
        bench.say("shutdown", on: 1)
        bench.accept(2)
        bench.wait(.seconds(28))
        bench.send(candle(100), isClosed: false, on: 1)
        bench.wait(.seconds(1))
        for number in [1, 2] {
            bench.send(candle(100), stamp: minute(101), on: number)
            bench.send(candle(101), stamp: minute(101), on: number)
        }
        #expect(bench.closed() == ["AUSDT 100 stream fresh", "AUSDT 101 stream fresh"])
        #expect(bench.feed.ledger(of: 0).duplicates == 2)
    }

    @Test("a replacement that fails is tried again with the pauses, and the old one serves on")
    func replacementFails() {
        bench.goLive()
        bench.say("shutdown", on: 1)
        bench.drop(2)
        #expect(bench.feed.status.state == .live)
        #expect(opens() == ["open 2"])
        bench.wait(.milliseconds(2900))
        #expect(opens() == [])
        bench.wait(.milliseconds(100))
        #expect(opens() == ["open 3"])
        bench.drop(3)
        bench.wait(.milliseconds(5900))
        bench.send(candle(100), isClosed: false, on: 1)
        #expect(opens() == [])
        bench.drop(1)  // while the next attempt waits: it stays when it was
        #expect(bench.feed.status.state == .reconnecting)
        bench.wait(.milliseconds(100))
        #expect(opens() == ["open 4"])
    }

    @Test("the old one is lost before the new one is open: that one goes on")
    func oldLostMeanwhile() {
        bench.goLive()
        bench.say("shutdown", on: 1)
        bench.drop(1)
        #expect(bench.feed.status.state == .reconnecting)
        #expect(bench.feed.status.retryAt == nil)
        bench.accept(2)
        bench.send(candle(100), isClosed: false, on: 2)
        #expect(bench.feed.status.state == .live)
        #expect(opens() == ["open 2"])
    }

    @Test("a quiet series does not keep the old connection for ever")
    func quietSeries() {
        bench.goLive()
        bench.say("shutdown", on: 1)
        bench.accept(2)
        _ = bench.done()
        bench.send(candle(100), isClosed: false, on: 2)
        bench.wait(.seconds(29))
        #expect(!bench.done().contains("1: goodbye 1000"))
        bench.wait(.seconds(1))
        #expect(bench.done().contains("1: goodbye 1000"))
    }

    @Test("where no series is traded, the next connection takes over all the same, some time later")
    func quietConnection() {
        var connection = StreamConnection(
            id: ConnectionID(number: 2), shard: 0,
            socket: WebSocketConnection(acceptingWith: .init(), random: SeededRandom(seed: 1)), connectBy: start,
            retireAt: start, messagesPerSecond: 5)
        func takesOver(after seconds: Int) -> Bool {
            connection.isComplete(patience: .seconds(30), silenceMax: .seconds(600), now: start + .seconds(seconds))
        }
        connection.phase = .open
        #expect(takesOver(after: 0), "nothing is to be subscribed")
        (connection.subscribedAt, connection.awaitingFirst) = (start, [0, 1])
        #expect(!takesOver(after: 599) && takesOver(after: 600))
        connection.noteData(series: 0, at: FixedOptional(wrappedValue: start))
        #expect(!takesOver(after: 29) && takesOver(after: 30))
        connection.noteData(series: 1, at: FixedOptional(wrappedValue: start))
        #expect(takesOver(after: 0))
    }

    @Test("a connection that no symbol needs any more is replaced, and not kept beside the next one")
    func idleConnection() {
        let bench = FeedBench(["AUSDT"], settings: FeedBench.settings { $0.connectionLifetime = .seconds(3600) })
        bench.goLive()
        bench.feed.setUnavailable(0, "BREAK", now: bench.now)
        for number in 2...5 {
            bench.wait(.seconds(3600))
            bench.accept(number)
            bench.wait(.seconds(6))
            #expect(bench.feed.connections.map(\.id.number) == [number])
        }
    }

    @Test("is replaced when it is old, by default at 23 h, and nothing is lost")
    func rotation() {
        #expect(FeedSettings().connectionLifetime == .seconds(23 * 3600))
        let bench = FeedBench(["AUSDT"], settings: FeedBench.settings { $0.connectionLifetime = .seconds(3600) })
        bench.goLive()
        bench.flow(.seconds(3598), on: 1)
        #expect(opens(of: bench) == [])
        bench.flow(.seconds(5), on: 1)
        #expect(opens(of: bench) == ["open 2"])
        #expect(bench.feed.status.state == .live)
        #expect(bench.feed.ledger(of: 0).fromStream == 60)
    }

    // MARK: Stopping

    @Test("a stop says goodbye where there is somebody to hear it, and drops the rest")
    func stop() {
        bench.goLive()
        bench.say("shutdown", on: 1)
        _ = bench.done()
        bench.isResponsive = false
        bench.feed.stop(now: bench.now)
        bench.settle()
        #expect(bench.done() == ["close 2", "1: goodbye 1000"])
        #expect(bench.feed.status == FeedStatus(state: .stopped, detail: "stopped as asked"))
        #expect(bench.feed.deadline == nil)
        bench.end(1)
        #expect(bench.done() == ["close 1"])
        bench.answer("time")
        bench.wait(.seconds(100))
        #expect(bench.done() == [])
    }

    @Test("a stream address that is wrong ends the feed and says so")
    func wrongAddress() {
        var exchange = TestExchange()
        exchange.streamURL = "http://exchange.test"
        let bench = FeedBench(exchange: exchange)
        bench.begin()
        #expect(bench.feed.status.state == .stopped)
        #expect(bench.feed.status.detail.hasPrefix("the stream address 'http://exchange.test' is wrong"))
    }
}
