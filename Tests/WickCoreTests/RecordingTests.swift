import Foundation
import Testing
import WickArchive
import WickEngine
import WickFeed
import WickMarket
import WickNetwork
import WickSimulator

@testable import WickCore

/// A live session against the simulated exchange, and the replay of what was recorded of it.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct RecordingTests {
    private final class Folder {
        let path = FileManager.default.temporaryDirectory.appending(path: "wick-record-\(UUID().uuidString)").path

        init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false) }

        deinit {
            do { try FileManager.default.removeItem(atPath: path) } catch { print("\(path) stays: \(error)") }
        }
    }

    private struct Session {
        let port: Int
        let keys: [SeriesKey]
        let lines: [String]
    }

    /// All that a core told, in words.
    private static func lines(_ events: [CoreEvent]) -> [String] {
        events.map { event in
            switch event {
            case .closed(let closed, let key): text(OutputLine.candle(closed, of: key, .jsonl))
            case .corrected(let candle, let key): text(OutputLine.correction(candle, of: key, .jsonl))
            case .signal(let record): text(OutputLine.signal(record, .jsonl))
            case .gap(let report, let key): text(OutputLine.gap(report, of: key, .jsonl))
            case .status(let status, let time): text(OutputLine.status(status, at: time, .jsonl))
            case .notice(let notice): "\(notice.level): \(notice.text)"
            case .alert(let event, _): event.text
            }
        }
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes.dropLast(), as: UTF8.self) }

    private static let silence = EngineChange(strategies: { _ in EagerStrategy(isSilent: true) }, risk: nil)

    /// Watches an exchange while the weather lasts, and records it.
    private static func record(
        _ path: String, storm: UInt64?, closes: Int, limits: RecorderLimits = RecorderLimits(),
        commands: [MonitorCommand] = [], change: EngineChange? = nil
    )
        async throws -> Session
    {
        let (exchange, port) = try await CoreFixture.simulator(storm: storm)
        let now = ContinuousClock.now
        let recorder = try Recorder(
            path: path, facts: [:], startedAt: Timestamp(milliseconds: 1_709_510_400_000), limits: limits, origin: now)
        let fixture = try CoreFixture(port: port, recorder: recorder, now: now)
        await fixture.core.start()
        await fixture.events.until { events in
            events.closed.count { $0.0.timeliness != .history } >= closes
                && (storm == nil || events.warnings.count { $0.hasPrefix("connection ") } >= 3)
        }
        for command in commands {
            let count = fixture.events.all.count
            fixture.core.send(command)
            await fixture.events.until {
                $0.dropFirst(count).map { $0 }.closed.count { $0.0.timeliness != .history } >= 30
            }
        }
        if let change {
            let count = fixture.events.all.count
            fixture.core.apply(change, facts: ["strategy": "silent"])
            await fixture.events.until { $0.count >= count + 60 }
        }
        await fixture.end()
        await exchange.stop()
        // What the core itself says to a command is no part of the feed.
        let told = lines(fixture.events.all).filter { !$0.contains(#/ is watched |the timeframe is to be/#) }
        return Session(port: port, keys: fixture.keys, lines: told)
    }

    private static func replay(
        _ path: String, _ session: Session, speed: Double? = nil
    ) async throws -> (lines: [String], end: ReplayEnd) {
        let events = EventRecorder()
        let (ends, continuation) = AsyncStream.makeStream(of: ReplayEnd.self)
        let exchange = try CoreFixture.exchange(port: session.port)
        let tape = FeedTape(
            try RecordingReader(path: path), bufferSize: 50,
            configure: { $0 == ["strategy": "silent"] ? silence : nil }
        ) { random, now in
            CoreFixture.feed(exchange, session.keys, random: random, now: now)
        }
        let core = ReplayCore(
            loop: try EventLoop(name: "test", options: NetworkOptions()), tape: tape,
            engine: CoreFixture.engine(session.keys), speed: speed,
            options: CoreOptions(exchangeTitle: "recording", mode: .replay(speed: speed), timeframe: .oneMinute),
            observe: { events.take($0) }, finished: { continuation.yield($0) })
        await core.start()
        let end = try #require(await ends.first { _ in true })
        await core.stop()
        core.loop.stop()
        return (lines(events.all), end)
    }

    @Test("a replay tells to the letter what was told live, each time, in a storm of faults too", arguments: [nil, 5])
    func identical(storm: UInt64?) async throws {
        let folder = try Folder()
        let path = "\(folder.path)/rec"
        var limits = RecorderLimits()
        limits.fileBytesMax = 40_000
        let session = try await Self.record(path, storm: storm, closes: 100, limits: limits)
        #expect(FileManager.default.fileExists(atPath: path + ".1"), "it went on in a second file")
        for _ in 0..<2 {
            let replay = try await Self.replay(path, session)
            let place = zip(replay.lines, session.lines).enumerated().first { $1.0 != $1.1 }
            #expect(place == nil)
            #expect(replay.lines.count == session.lines.count)
            #expect(replay.end == ReplayEnd(error: nil, notes: []))
        }
        #expect(session.lines.count { $0.contains("\"signal\"") } >= 100)
    }

    @Test("another strategy, put in force at run time, decides from the same candle on in a replay")
    func reload() async throws {
        let folder = try Folder()
        let path = "\(folder.path)/rec"
        let session = try await Self.record(path, storm: nil, closes: 20, change: Self.silence)
        let (signals, candles) = (session.lines.count { $0.contains("\"signal\"") }, session.lines.count)
        #expect(signals > 0 && signals < candles / 3, "it fell silent in the midst")
        let replay = try await Self.replay(path, session)
        let place = zip(replay.lines, session.lines).enumerated().first { $1.0 != $1.1 }
        #expect(place == nil && replay.lines.count == session.lines.count)
        #expect(replay.end == ReplayEnd(error: nil, notes: []))
    }

    @Test("symbols that came and went, and another timeframe, are replayed, too")
    func commands() async throws {
        let folder = try Folder()
        let path = "\(folder.path)/rec"
        let (other, first) = (try Symbol("SOLUSDT"), try Symbol("BTCUSDT"))
        let session = try await Self.record(
            path, storm: nil, closes: 10,
            commands: [.add(other), .move(other, to: 0), .remove(first), .setTimeframe(.threeMinutes), .add(first)])
        let replay = try await Self.replay(path, session)
        let place = zip(replay.lines, session.lines).enumerated().first { $1.0 != $1.1 }
        #expect(place == nil && replay.lines.count == session.lines.count)
        #expect(replay.end == ReplayEnd(error: nil, notes: []))
        #expect(session.lines.contains { $0.contains("\"timeframe\":\"3m\"") })
    }

    @Test("cut off anywhere it tells the same as far as it goes, and where it was cut")
    func torn() async throws {
        let folder = try Folder()
        let path = "\(folder.path)/rec"
        let session = try await Self.record(path, storm: nil, closes: 60)
        let bytes = try Data(contentsOf: URL(filePath: path))
        for part in [0.3, 0.6, 0.99] {
            try bytes.prefix(Int(Double(bytes.count) * part)).write(to: URL(filePath: path))
            let replay = try await Self.replay(path, session)
            #expect(replay.end.error == nil)
            let torn = try #require(replay.end.notes.first)
            #expect(torn.hasPrefix("\(path): is cut off; its last "))
            let told = replay.lines.dropLast()
            #expect(told.elementsEqual(session.lines.prefix(told.count)) && !told.isEmpty)
            #expect(replay.lines.last?.contains("\"stopped\",\"detail\":\"\(path): is cut off") == true)
        }
        var damaged = bytes
        damaged[bytes.count / 2] ^= 0x55
        try damaged.write(to: URL(filePath: path))
        let replay = try await Self.replay(path, session)
        guard case .damagedRecording(path, let offset, _) = replay.end.error else {
            Issue.record("\(String(describing: replay.end.error))")
            return
        }
        #expect(offset > 0 && offset <= Int64(bytes.count / 2))
        #expect(replay.lines.dropLast().elementsEqual(session.lines.prefix(replay.lines.count - 1)))
    }

    @Test("behind a gap its closed candles go on, each once and in order, and the gap is told")
    func gap() async throws {
        let folder = try Folder()
        let (path, rest) = ("\(folder.path)/rec", "\(folder.path)/rest")
        let session = try await Self.record(path, storm: nil, closes: 120)
        let reader = try RecordingReader(path: path)
        var entries: [RecordingEntry] = []
        while let entry = try reader.next() { entries.append(entry) }
        let start = ContinuousClock.now
        let recorder = try Recorder(
            path: rest, facts: [:], startedAt: Timestamp(milliseconds: 1_709_510_400_000), origin: start)
        // From between an event and what it led to.
        let cut = try #require(
            entries[(entries.count / 2)...].firstIndex { if case .closed = $0.event { true } else { false } })
        let hole = cut..<cut + entries.count / 8
        for (place, entry) in entries.enumerated() {
            if place == hole.lowerBound {
                let gap = RecordingGap(events: hole.count, bytes: 1, length: .seconds(2))
                recorder.note(.missed(gap), at: start + entry.time)
            }
            if !hole.contains(place) { recorder.note(entry.event, at: start + entry.time) }
        }
        recorder.finish(within: .seconds(30))
        let replay = try await Self.replay(rest, session)
        #expect(replay.end.error == nil && replay.end.notes.count == 1)
        let (live, played) = (Set(session.lines), replay.lines.filter { $0.contains("\"candle\"") })
        #expect(played.allSatisfy { live.contains($0) } && Set(played).count == played.count)
        let missing = session.lines.filter { $0.contains("\"candle\"") }.count - played.count
        #expect(missing > 0 && missing < hole.count)
        #expect(replay.lines.contains { $0.contains("the recording misses \(hole.count) events here") })
        #expect(replay.lines.last?.contains("\"state\":\"stopped\"") == true)
    }
}
