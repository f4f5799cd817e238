import Dispatch
import Foundation
import Synchronization
import Testing
import WickCore
import WickEngine
import WickFeed
import WickMarket

/// The core on its event loop, against the simulated exchange on loopback.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct MonitorCoreTests {
    @Test("from start over the history to live closed candles: each one once, in order")
    func runs() async throws {
        let (exchange, port) = try await CoreFixture.simulator()
        let fixture = try CoreFixture(port: port)
        await fixture.core.start()
        await fixture.core.start()
        await fixture.events.until { $0.closed.count { $0.0.source == .stream } >= 30 }
        let ledger = await fixture.core.ledger
        await fixture.end()
        await exchange.stop()

        let events = fixture.events.all
        #expect(events.states.contains(.live) && events.states.last == .stopped)
        for key in fixture.keys {
            let candles = events.closed.filter { $0.1 == key }.map(\.0)
            let times = candles.map(\.candle.openTime.milliseconds)
            #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 == 60_000 })
            let history = candles.prefix { $0.timeliness == .history }
            #expect((49...50).contains(history.count) && history.allSatisfy { $0.source == .rest })
            #expect(candles.dropFirst(history.count).allSatisfy { $0.timeliness != .history && $0.holesBefore == 0 })
        }
        // Some may be dropped at first: where this machine stands still for a second, ten minutes of the exchange pass, and what
        // it tells then lies too far ahead of what is known of its clock. They are asked for again.
        #expect(ledger.fromREST >= 98 && ledger.holes == 0 && ledger.corrections == 0)
        #expect(events.signalCount == events.closed.count { $0.0.timeliness != .history })
    }

    @Test("the simulated exchange is called by its name")
    func namesTheSimulator() async throws {
        let (exchange, port) = try await CoreFixture.simulator()
        let fixture = try CoreFixture(port: port)
        await fixture.core.show(SnapshotRequest())
        await fixture.core.start()
        let snapshot = await fixture.mailbox.next { $0.status.state == .live }
        #expect(snapshot?.mode == .simulated(speed: nil))
        await fixture.end()
        await exchange.stop()
    }

    @Test("subscribers of both kinds get every closed candle of their series, in order")
    func subscribers() async throws {
        let (exchange, port) = try await CoreFixture.simulator()
        let fixture = try CoreFixture(port: port)
        let key = fixture.keys[1]
        let called = Mutex<[CandleNews]>([])
        let id = await fixture.core.subscribe(to: key) { news in called.withLock { $0.append(news) } }
        let news = await fixture.core.news(of: key)
        let unknown = SeriesKey(symbol: try Symbol("XXXUSDT"), timeframe: .oneMinute)
        let nothing = await fixture.core.news(of: unknown)
        let reader = Task {
            var read: [CandleNews] = []
            for try await item in news { read.append(item) }
            return read
        }
        await fixture.core.start()
        await fixture.events.until { $0.closed.count { $0.1 == key } >= 65 }
        await fixture.core.unsubscribe(id)
        let calledCount = called.withLock { $0.count }
        await fixture.end()
        await exchange.stop()

        let expected = fixture.events.all.closed.filter { $0.1 == key }.map(\.0.candle)
        let read = try await reader.value
        #expect(read.allSatisfy { $0.key == key })
        #expect(read.filter(\.isClosed).map(\.candle) == expected, "the stream ended with the core")
        #expect(read.contains { !$0.isClosed })
        let called2 = called.withLock { $0 }
        #expect(called2.count == calledCount, "no call after unsubscribing")
        let closed = called2.filter(\.isClosed).map(\.candle)
        #expect(closed == Array(expected.prefix(closed.count)) && closed.count >= 65)
        for try await item in nothing { Issue.record("news of an unknown series: \(item)") }
        for try await item in await fixture.core.news() { Issue.record("news after the end: \(item)") }
    }

    @Test("who waits for the first candle is answered when there is one, and at once later")
    func firstCandle() async throws {
        let (exchange, port) = try await CoreFixture.simulator()
        let fixture = try CoreFixture(port: port)
        let (core, keys) = (fixture.core, fixture.keys)
        let waiting = keys.map { key in Task { await core.firstCandle(of: key, within: .seconds(50)) } }
        await core.start()
        for task in waiting { #expect(await task.value != nil) }
        #expect(await core.firstCandle(of: keys[0], within: .zero) != nil)
        #expect(await core.latest(keys[0]) != nil)
        #expect(await core.candles(keys[0]) != nil)
        let unknown = SeriesKey(symbol: fixture.keys[0].symbol, timeframe: .oneHour)
        #expect(await fixture.core.firstCandle(of: unknown, within: .seconds(50)) == nil)
        #expect(await core.candles(unknown) == nil)
        #expect(await core.latest(unknown) == nil)
        await fixture.end()
        await exchange.stop()
    }

    @Test("snapshots of a view come at most refreshHz times a second; one of a new view at once")
    func snapshots() async throws {
        let (exchange, port) = try await CoreFixture.simulator()
        let fixture = try CoreFixture(port: port, refreshHz: 20)
        await fixture.core.start()
        await fixture.events.until { $0.closed.count > 110 }
        #expect(fixture.mailbox.take() == nil, "nobody said what is in view")
        await fixture.core.show(SnapshotRequest(candleCount: 3))
        #expect(await fixture.mailbox.next()?.selected?.candles.count == 3)
        await fixture.core.show(SnapshotRequest(selected: fixture.keys[1], candleCount: 4, rows: 1..<2))
        let start = ContinuousClock.now
        for _ in 0..<6 {
            let snapshot = await fixture.mailbox.next { $0.selected?.key == fixture.keys[1] }
            #expect(snapshot?.rows.count == 1 && snapshot?.firstRow == 1 && snapshot?.exchange == "Test")
        }
        #expect(start.duration(to: .now) >= .milliseconds(200), "five intervals, the first cut by the time of asking")
        await fixture.end()
        await exchange.stop()
    }

    // MARK: The journal

    @Test("a signal is shown once the journal has reported it, and not before")
    func journalGate() async throws {
        let (exchange, port) = try await CoreFixture.simulator()
        let path = FileManager.default.temporaryDirectory.appending(path: "wick-core-\(UUID().uuidString).jsonl").path
        defer { unlink(path) }
        let written = Mutex(0)
        let journal = try SignalJournal(path: path) { upTo, _ in written.withLock { $0 = upTo } }
        let fixture = try CoreFixture(port: port, journal: journal)
        await fixture.core.show(SnapshotRequest(logCount: 1000))
        await fixture.core.start()
        await fixture.events.until { $0.signalCount >= 20 }
        await fixture.core.show(SnapshotRequest(logCount: 999))
        let before = await fixture.mailbox.next { $0.status.state == .live }
        #expect(before?.log.isEmpty == true && before?.logNewest == 0)
        await fixture.core.journalWritten(upTo: 7, trouble: nil)
        let after = await fixture.mailbox.next { $0.logNewest > 0 }
        #expect(after?.log.map(\.number) == Array(1...7))
        await fixture.end()
        await exchange.stop()
        // Stopping has the journal written out; a slow disk may still be at it.
        let deadline = ContinuousClock.now + .seconds(20)
        while written.withLock({ $0 }) < fixture.events.all.signalCount, .now < deadline {
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(written.withLock { $0 } == fixture.events.all.signalCount)
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == fixture.events.all.signalCount)
    }

    @Test("while the journal is in trouble signals are shown beside it, and it is told once")
    func journalTrouble() async throws {
        let (exchange, port) = try await CoreFixture.simulator()
        let path = FileManager.default.temporaryDirectory.appending(path: "wick-core-\(UUID().uuidString).jsonl").path
        defer { unlink(path) }
        let fixture = try CoreFixture(port: port, journal: try SignalJournal(path: path) { _, _ in })
        await fixture.core.show(SnapshotRequest(logCount: 1000))
        await fixture.core.start()
        await fixture.events.until { $0.signalCount >= 5 }
        await fixture.core.journalWritten(upTo: 0, trouble: "disk full")
        await fixture.core.journalWritten(upTo: 0, trouble: "disk full")
        let snapshot = await fixture.mailbox.next { $0.journalTrouble != nil }
        #expect(snapshot?.journalTrouble == "disk full" && (snapshot?.log.count ?? 0) >= 5)
        let told = fixture.events.all.warnings.filter { $0 == "the signal journal cannot be written: disk full" }
        #expect(told.count == 1)
        await fixture.core.journalWritten(upTo: 3, trouble: nil)
        let healed = await fixture.mailbox.next { $0.journalTrouble == nil }
        #expect(healed?.logNewest == 3)
        await fixture.end()
        await exchange.stop()
    }

    @Test("without a journal signals are shown at once, and the reason for having none stays")
    func noJournal() async throws {
        let (exchange, port) = try await CoreFixture.simulator()
        let fixture = try CoreFixture(port: port)
        await fixture.core.show(SnapshotRequest(logCount: 1000))
        await fixture.core.journalWritten(upTo: 0, trouble: "no home")
        await fixture.core.start()
        await fixture.events.until { $0.signalCount >= 5 }
        let snapshot = await fixture.mailbox.next { $0.log.count >= 5 }
        #expect(snapshot?.journalTrouble == "no home")
        await fixture.end()
        await exchange.stop()
    }
}
