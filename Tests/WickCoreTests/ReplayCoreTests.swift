import Foundation
import Synchronization
import Testing
import WickArchive
import WickCore
import WickEngine
import WickFeed
import WickMarket
import WickNetwork
import WickRisk
import WickTestKit

@Suite(.timeLimit(.minutes(1)))
struct ReplayCoreTests {
    /// Kline files of one day each, in a folder of the test's own.
    private final class Files {
        let folder: String

        init() throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "wick-replay-\(UUID().uuidString)").path
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }

        deinit {
            do { try FileManager.default.removeItem(atPath: folder) } catch { print("\(folder) stays: \(error)") }
        }

        func write(_ symbol: String, _ minutes: [Int], day: Int = 4, tail: String = "") throws {
            let rows = minutes.map { minute in
                let candle = CandleMaker.candle(minute, close: Double(100 + minute))
                return "\(candle.openTime.milliseconds),\(candle.open),\(candle.high),\(candle.low),\(candle.close),1\n"
            }
            let path = "\(folder)/\(symbol)-1m-2024-03-0\(day).csv"
            try (rows.joined() + tail).write(toFile: path, atomically: false, encoding: .utf8)
        }
    }

    private struct Replay {
        let core: ReplayCore
        let events = EventRecorder()
        let mailbox: SnapshotMailbox
        let outcomes = Outcomes()

        final class Outcomes: Sendable {
            let all = Mutex<[ArchiveError?]>([])
            var count: Int { all.withLock { $0.count } }
            var last: ArchiveError? { all.withLock { $0.last ?? nil } }
        }

        init(_ files: Files, speed: Double? = nil) throws {
            let records = try MergedKlines(try KlineFile.find(in: [files.folder]))
            let keys = records.keys
            mailbox = try SnapshotMailbox()
            let engine = Engine(
                series: keys.map { ($0, EagerStrategy()) }, risk: RiskEngine(settings: RiskSettings()), bufferSize: 20)
            let folder = files.folder
            core = ReplayCore(
                loop: try EventLoop(name: "test", options: NetworkOptions()), tape: KlineTape(records, bufferSize: 20),
                rewind: { () throws(ArchiveError) in
                    KlineTape(try MergedKlines(try KlineFile.find(in: [folder])), bufferSize: 20)
                },
                engine: engine, speed: speed,
                options: CoreOptions(
                    exchangeTitle: "recording", mode: .replay(speed: speed), timeframe: .oneMinute, refreshHz: 50),
                mailbox: mailbox, observe: { [events] in events.take($0) },
                finished: { [outcomes] end in outcomes.all.withLock { $0.append(end.error) } })
        }

        func runToEnd() async {
            await core.start()
            await events.until { if case .status(let status, _) = $0.last { status.state == .stopped } else { false } }
            await core.stop()
            core.loop.stop()
        }
    }

    @Test("plays whole files, all series merged by time, and says when it has ended")
    func wholeFiles() async throws {
        let files = try Files()
        try files.write("ETHUSDT", Array(0..<5_000))
        try files.write("BTCUSDT", Array(2_500..<6_000))
        try files.write("BTCUSDT", Array(6_000..<6_010), day: 8)
        let replay = try Replay(files)
        await replay.runToEnd()
        let events = replay.events.all
        let times = events.closed.map(\.0.candle.openTime)
        #expect(times.count == 8_510 && times == times.sorted())
        for (name, minutes) in [("ETHUSDT", 0..<5_000), ("BTCUSDT", 2_500..<6_010)] {
            let own = events.closed.filter { $0.1.symbol.name == name }.map(\.0)
            #expect(own.map(\.candle.close) == minutes.map { Double(100 + $0) })
            #expect(own.allSatisfy { $0.source == .file && $0.timeliness == .fresh && $0.holesBefore == 0 })
        }
        #expect(events.signalCount == 8_510)
        #expect(events.statuses.map(\.state) == [.live, .stopped])
        #expect(events.statuses.last?.detail == "the recording has ended")
        #expect(replay.outcomes.count == 1 && replay.outcomes.last == nil)
    }

    @Test("tells alerts upon closed candles; which symbols it does not have")
    func alerts() async throws {
        let files = try Files()
        try files.write("BTCUSDT", Array(0..<50))
        let replay = try Replay(files)
        let alerts = try ["BTCUSDT price above 120", "BTCUSDT signal", "ETHUSDT price below 1"].map {
            text throws(MarketError) in try Alert(text)
        }
        #expect(await replay.core.watch(for: alerts) == [try Symbol("ETHUSDT")])
        await replay.runToEnd()
        let told = replay.events.all.compactMap { if case .alert(let event, _) = $0 { event } else { nil } }
        #expect(told.filter { $0.alert == alerts[0] }.map(\.openTime) == [CandleMaker.candle(20, close: 120).openTime])
        #expect(told.count { $0.alert == alerts[1] } == replay.events.all.signalCount)
    }

    @Test("the first state has the time at which the recording begins, the last the time at which it ends")
    func times() async throws {
        let files = try Files()
        try files.write("BTCUSDT", [0, 1, 2])
        let replay = try Replay(files)
        await replay.runToEnd()
        let times = replay.events.all.compactMap { event -> Timestamp?? in
            if case .status(_, let time) = event { time } else { nil }
        }
        #expect(times == [CandleMaker.start, CandleMaker.start.advanced(byMilliseconds: 179_999)])
    }

    @Test("holes are marked and counted, rows that were passed over are told")
    func holes() async throws {
        let files = try Files()
        try files.write("BTCUSDT", [0, 1, 4, 4, 5])
        let replay = try Replay(files)
        await replay.core.show(SnapshotRequest())
        await replay.runToEnd()
        #expect(replay.events.all.closed.map(\.0.holesBefore) == [0, 0, 2, 0])
        #expect(replay.events.all.statuses.last?.detail == "the recording has ended; 1 of its rows were passed over")
        #expect(await replay.core.ledger.holes == 2)
    }

    @Test("an error in the middle ends it after all that lies before, and is told")
    func errorInTheMiddle() async throws {
        let files = try Files()
        try files.write("BTCUSDT", Array(0..<100))
        try files.write("BTCUSDT", [100, 101], day: 5, tail: "not a candle\n")
        let replay = try Replay(files)
        await replay.runToEnd()
        #expect(replay.events.all.closed.count == 102)
        let error = try #require(replay.outcomes.last)
        #expect(replay.outcomes.count == 1 && "\(error)".contains("BTCUSDT-1m-2024-03-05.csv"))
        #expect(replay.events.all.statuses.last?.detail == "\(error)")
    }

    @Test("a recording without a row has ended before it began")
    func empty() async throws {
        let files = try Files()
        try files.write("BTCUSDT", [])
        let replay = try Replay(files)
        await replay.runToEnd()
        #expect(replay.events.all.closed.isEmpty && replay.events.all.states == [.stopped])
        #expect(replay.outcomes.count == 1)
    }

    @Test("at a speed it waits for what is not due, and stops in between")
    func stops() async throws {
        let files = try Files()
        try files.write("BTCUSDT", Array(0..<10))
        let replay = try Replay(files, speed: 0.1)
        await replay.core.start()
        await replay.core.start()
        await replay.events.until { $0.closed.count == 1 }
        await replay.core.stop()
        await replay.core.stop()
        #expect(replay.events.all.closed.count == 1 && replay.outcomes.count == 0)
        await replay.core.start()
        #expect(replay.events.all.closed.count == 1)
        replay.core.loop.stop()
    }

    @Test("at a speed everything comes all the same")
    func paced() async throws {
        let files = try Files()
        try files.write("BTCUSDT", Array(0..<30))
        let replay = try Replay(files, speed: 10_000)
        let start = ContinuousClock.now
        await replay.runToEnd()
        #expect(replay.events.all.closed.count == 30)
        #expect(start.duration(to: .now) >= .milliseconds(29 * 6))
    }

    @Test("the last snapshot shows the end")
    func lastSnapshot() async throws {
        let files = try Files()
        try files.write("BTCUSDT", Array(0..<30))
        let replay = try Replay(files)
        await replay.core.show(SnapshotRequest(candleCount: 100, logCount: 100))
        await replay.core.start()
        let snapshot = await replay.mailbox.next { $0.status.state == .stopped }
        #expect(snapshot?.selected?.candles.count == 20 && snapshot?.log.count == 30)
        #expect(snapshot?.mode == .replay(speed: nil))
        await replay.core.stop()
        replay.core.loop.stop()
    }

    // MARK: Control

    /// The newest closed candle on view, in minutes from the beginning.
    private static func minute(_ snapshot: Snapshot?) -> Int? {
        (snapshot?.selected?.candles.last?.candle.openTime).map {
            Int($0.milliseconds(since: CandleMaker.start) / 60_000)
        }
    }

    @Test("held it stands still, a step leads to the next closed candle, and it goes on from there")
    func holdsAndSteps() async throws {
        let files = try Files()
        try files.write("BTCUSDT", Array(0..<500))
        let replay = try Replay(files, speed: 0.1)
        await replay.core.show(SnapshotRequest(candleCount: 20, logCount: 20))
        await replay.core.start()
        #expect(Self.minute(await replay.mailbox.next { $0.status.state == .live }) == 0)
        for minute in 1...3 {
            await replay.core.control(.step)
            let snapshot = await replay.mailbox.next { Self.minute($0) == minute }
            #expect(snapshot?.mode == .replay(speed: 0.1, isHeld: true) && snapshot?.log.count == minute + 1)
        }
        #expect(replay.events.all.closed.count == 4)
        await replay.core.control(.pause)
        for _ in 0..<20 { await replay.core.control(.faster) }
        let end = await replay.mailbox.next { $0.status.state == .stopped }
        #expect(Self.minute(end) == 499 && end?.mode == .replay(speed: nil, isHeld: false))
        await replay.core.control(.slower)
        #expect(await replay.mailbox.next { $0.mode == .replay(speed: 10_000, isHeld: false) } != nil)
        await replay.core.stop()
        replay.core.loop.stop()
    }

    @Test("it is taken back and on, and shows there what it showed the first time")
    func seeks() async throws {
        let files = try Files()
        try files.write("BTCUSDT", Array(0..<400))
        let replay = try Replay(files, speed: 0.1)
        await replay.core.show(SnapshotRequest(candleCount: 20, logCount: 20))
        await replay.core.start()
        await replay.core.control(.step)
        await replay.core.control(.seek(candles: 100))
        let first = await replay.mailbox.next { Self.minute($0) == 101 }
        await replay.core.control(.seek(candles: 250))
        #expect(await replay.mailbox.next { Self.minute($0) == 351 } != nil)
        await replay.core.control(.seek(candles: -250))
        let second = await replay.mailbox.next { Self.minute($0) == 101 }
        #expect(
            second?.log == first?.log && second?.ledger == first?.ledger && second?.exchangeTime == first?.exchangeTime)
        #expect(second?.selected?.candles == first?.selected?.candles && second?.log.count == 20)
        await replay.core.control(.seek(candles: -1_000))
        #expect(await replay.mailbox.next { $0.selected?.candles.isEmpty == true } != nil, "at the very beginning")
        await replay.core.control(.seek(candles: .max))
        #expect(Self.minute(await replay.mailbox.next { $0.status.state == .stopped }) == 399)
        await replay.core.control(.seek(candles: -1))
        #expect(Self.minute(await replay.mailbox.next { $0.status.state == .live && Self.minute($0) == 398 }) == 398)
        await replay.core.stop()
        replay.core.loop.stop()
    }
}
