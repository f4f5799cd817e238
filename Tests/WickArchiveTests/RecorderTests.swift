import CZlib
import Foundation
import Synchronization
import Testing
import WickMarket
import WickTestKit

@testable import WickArchive

/// What a recorder writes, and what a reader makes of it whole, torn and damaged.
@Suite(.timeLimit(.minutes(1)))
struct RecorderTests {
    private let folder: TemporaryFolder
    private let path: String
    private let origin = ContinuousClock.now

    init() throws {
        folder = try TemporaryFolder()
        path = "\(folder.path)/rec.wick"
    }

    private func recorder(_ limits: RecorderLimits = RecorderLimits()) throws -> Recorder {
        try Recorder(
            path: path, facts: ["symbols": "BTCUSDT", "odd": "\"\n\u{0}é"],
            startedAt: Timestamp(milliseconds: 1_709_510_400_123),
            limits: limits, origin: origin)
    }

    private static func entries(_ reader: RecordingReader) throws -> [RecordingEntry] {
        var entries: [RecordingEntry] = []
        while let entry = try reader.next() { entries.append(entry) }
        return entries
    }

    private static func randomEvent(_ random: inout SeededRandom) -> RecordedEvent {
        func number() -> Int { Int.random(in: 0...(1 << Int.random(in: 0...40, using: &random)), using: &random) }
        func bytes() -> [UInt8] {
            (0..<Int.random(in: 0...700, using: &random)).map { _ in .random(in: 0 ... .max, using: &random) }
        }
        func text() -> String { String(decoding: bytes(), as: UTF8.self) }
        switch Int.random(in: 0..<18, using: &random) {
        case 0: return .started
        case 1: return .opening(connection: number(), host: text(), port: number(), isSecure: .random(using: &random))
        case 2: return .connected(connection: number())
        case 3: return .sent(connection: number(), bytes())
        case 4: return .ended(connection: number())
        case 5: return .disconnected(connection: number(), reason: text())
        case 6: return .asked(request: number(), url: text())
        case 7:
            let headers = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                RecordedHeader(name: text(), value: text())
            }
            return .answered(request: number(), RecordedAnswer(status: number(), headers: headers, body: bytes()))
        case 14: return .read(request: number())
        case 15:
            let commands: [RecordedCommand] = [
                .add(text()), .remove(text()), .move(text(), to: number()), .setTimeframe(text()), .listSymbols,
            ]
            return .commanded(commands.randomElement(using: &random) ?? .listSymbols)
        case 16: return .configured(["a" + text(): text(), "": text()])
        case 8: return .unanswered(request: number(), reason: text())
        case 9: return .timer
        case 10: return .stopped
        case 11: return .drew(.random(in: 0 ... .max, using: &random))
        case 12: return .missed(RecordingGap(events: number(), bytes: number(), length: .nanoseconds(number())))
        case 13:
            let candle = Candle(
                openTime: Timestamp(milliseconds: .random(in: .min ... .max, using: &random)), open: 0.1, high: 1e300,
                low: -0.0, close: .leastNonzeroMagnitude, volume: 5, trades: .random(in: .min ... .max, using: &random))
            return .closed(
                RecordedClose(
                    symbol: text(), timeframe: "1m", candle: candle, source: 1, timeliness: 2, holesBefore: number()))
        default: return .received(connection: number(), bytes())
        }
    }

    @Test("what is recorded is read back, in order and with its times", arguments: 1...20 as ClosedRange<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let recorder = try recorder()
        var (expected, time): ([RecordingEntry], Int64) = ([], 0)
        for _ in 0..<Int.random(in: 0...400, using: &random) {
            time += .random(in: 0...(1 << Int64.random(in: 0...40, using: &random)), using: &random)
            let event = Self.randomEvent(&random)
            expected.append(RecordingEntry(time: .nanoseconds(time), event: event))
            if case .received(let connection, let bytes) = event {
                bytes.withUnsafeBytes { recorder.received(connection: connection, $0, at: origin + .nanoseconds(time)) }
            } else {
                recorder.note(event, at: origin + .nanoseconds(time))
            }
        }
        #expect(recorder.finish(within: .seconds(30)))
        recorder.note(.timer, at: .now)
        let reader = try RecordingReader(path: path)
        #expect(try Self.entries(reader) == expected)
        #expect(reader.ending == .whole && reader.bytesRead <= reader.bytesInAll)
        #expect(reader.header.facts == ["symbols": "BTCUSDT", "odd": "\"\n\u{0}é"])
        #expect(reader.header.startedAt == Timestamp(milliseconds: 1_709_510_400_123))
        #expect(RecordingReader.isRecording(path))
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    }

    @Test("no file is overwritten, and a folder that is not there is told")
    func refusals() throws {
        _ = try recorder()
        let exists = ArchiveError.unwritable(
            path: path, reason: "there is a file of this name, and none is overwritten")
        #expect(throws: exists) { _ = try recorder() }
        let nowhere = "\(folder.path)/none/rec"
        #expect(throws: ArchiveError.unwritable(path: nowhere, reason: "No such file or directory")) {
            _ = try Recorder(path: nowhere, facts: [:], startedAt: Timestamp(milliseconds: 0))
        }
    }

    @Test("what came is in the file within a second, without an end")
    func flushes() async throws {
        let recorder = try recorder()
        recorder.note(.started, at: origin)
        let end = ContinuousClock.now + .seconds(30)
        while try Self.entries(RecordingReader(path: path)).isEmpty, ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(try Self.entries(RecordingReader(path: path)).map(\.event) == [.started])
        #expect(recorder.report.trouble == nil && recorder.report.bytesWritten > 0)
    }

    /// A recording of several blocks, with the bytes at which they end.
    private func severalBlocks(_ count: Int = 5, fileBytesMax: Int64 = .max) throws -> [RecordingEntry] {
        var file = try RecordingFile(
            path: path,
            header: RecordingHeader(startedAt: Timestamp(milliseconds: 1), part: 0, identity: 7, facts: [:]),
            bytesMax: fileBytesMax)
        var entries: [RecordingEntry] = []
        for block in 0..<count {
            var buffer = EntryBuffer()
            for place in 0..<20 {
                let time = Int64(block * 20 + place)
                let event = RecordedEvent.received(connection: block, Array("a message \(time)".utf8))
                buffer.add(event, at: time)
                entries.append(RecordingEntry(time: .nanoseconds(time), event: event))
            }
            #expect(file.write(buffer.bytes) == nil)
        }
        file.close()
        return entries
    }

    @Test("a file of a certain size is followed by the next, and all are read as one")
    func rotates() throws {
        let entries = try severalBlocks(fileBytesMax: 200)
        #expect(FileManager.default.fileExists(atPath: path + ".2"))
        let reader = try RecordingReader(path: path)
        #expect(try Self.entries(reader) == entries && reader.ending == .whole)
        #expect(throws: ArchiveError.laterPart(path: path + ".1", part: 1)) {
            _ = try RecordingReader(path: path + ".1")
        }
        #expect("\(ArchiveError.laterPart(path: "a/b.12", part: 12))".contains("name its first file, a/b, which"))
        // Another recording that only has a name of that kind.
        try FileManager.default.removeItem(atPath: path + ".1")
        try Data(Packer.gzip("something else")).write(to: URL(filePath: path + ".1"))
        let other = try RecordingReader(path: path)
        #expect(throws: ArchiveError.notRecording(path: path + ".1")) { _ = try Self.entries(other) }
    }

    @Test("cut off at any byte it is read up to the last whole block, and that is told")
    func torn() throws {
        let entries = try severalBlocks()
        let whole = try Data(contentsOf: URL(filePath: path))
        var counts: Set<Int> = []
        for length in 0..<whole.count {
            try whole.prefix(length).write(to: URL(filePath: path))
            guard let reader = try? RecordingReader(path: path) else { continue }  // cut within the header
            let found = try Self.entries(reader)
            #expect(found == Array(entries.prefix(found.count)) && found.count % 20 == 0)
            counts.insert(found.count)
            if case .torn(path, let from, let bytes) = reader.ending {
                #expect(from + bytes == Int64(length) && bytes > 0)
            } else {
                #expect(reader.ending == .whole, "cut between two blocks")
            }
        }
        #expect(counts == [0, 20, 40, 60, 80])
    }

    @Test("a file that is cut off, and goes on in the next, is damaged")
    func tornInTheMiddle() throws {
        _ = try severalBlocks(fileBytesMax: 200)
        let first = try Data(contentsOf: URL(filePath: path))
        try first.dropLast(3).write(to: URL(filePath: path))
        let reader = try RecordingReader(path: path)
        #expect(throws: ArchiveError.self) { _ = try Self.entries(reader) }
        #expect(try reader.next() == nil)
    }

    @Test("with any byte changed it gives what was recorded before that, or all, and never anything else")
    func damaged() throws {
        let entries = try severalBlocks()
        let whole = try Data(contentsOf: URL(filePath: path))
        var random = SeededRandom(seed: 11)
        var errors = 0
        for place in whole.indices {
            var bytes = whole
            bytes[place] ^= UInt8.random(in: 1 ... .max, using: &random)
            try bytes.write(to: URL(filePath: path))
            guard let reader = try? RecordingReader(path: path) else { continue }
            var found: [RecordingEntry] = []
            do throws(ArchiveError) {
                while let entry = try reader.next() { found.append(entry) }
            } catch {
                errors += 1
                guard case .damagedRecording(path, let offset, _) = error else {
                    Issue.record("byte \(place): \(error)")
                    continue
                }
                #expect(offset <= place && "\(error)".contains("is damaged from byte \(offset) on"))
            }
            #expect(found == Array(entries.prefix(found.count)), "byte \(place)")
        }
        #expect(errors > whole.count / 2)
    }

    @Test("what is no recording, or a newer one, is refused with words")
    func notRecordings() throws {
        func refusal(_ bytes: [UInt8]) throws -> ArchiveError? {
            try Data(bytes).write(to: URL(filePath: path))
            do throws(ArchiveError) { _ = try RecordingReader(path: path) } catch { return error }
            return nil
        }
        #expect(try refusal([]) == .notRecording(path: path))
        #expect(try refusal(Array("1709510400000,1,1,1,1,1\n".utf8)) == .notRecording(path: path))
        #expect(try refusal(Packer.gzip("1709510400000,1,1,1,1,1\n")) == .notRecording(path: path))
        let future: [UInt8] = [0, 0, 16, 14] + Array("wick recording".utf8) + [9]
        #expect(try refusal(Packer.deflated(future, windowBits: 31)) == .newerRecording(path: path, version: 9))
        #expect(RecordingReader.isRecording(path))
    }

    @Test(
        "entries of kinds that are not known are passed over, and random bytes never trap",
        arguments: 1...40 as ClosedRange<UInt64>)
    func foreignEntries(seed: UInt64) throws {
        var parser = EntryParser([200, 3, 2, 9, 9, EntryKind.timer.rawValue, 4, 0])
        #expect(try parser.next() == RecordingEntry(time: .nanoseconds(7), event: .timer))
        #expect(try parser.next() == nil)
        var random = SeededRandom(seed: seed)
        for _ in 0..<200 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                UInt8.random(in: 0...(Bool.random(using: &random) ? 20 : .max), using: &random)
            }
            var parser = EntryParser(bytes)
            _ = parser.header()
            parser = EntryParser(bytes)
            do { while try parser.next() != nil {} } catch { continue }
        }
    }

    @Test("what finds no room is missed, counted and marked as one gap")
    func gap() throws {
        var queue = RecorderQueue(bytesMax: 1000)
        let message = [UInt8](repeating: 7, count: 300)
        for time in 0..<10 as Range<Int64> { queue.add(.received(connection: 1, message), at: time * 10) }
        queue.add(.timer, at: 100)
        #expect(queue.missedEvents == 8 && queue.missedBytes == 7 * 300)
        var block = EntryBuffer()
        queue.take(&block)
        queue.add(.timer, at: 130)
        var rest = EntryBuffer()
        queue.take(&rest)
        var (before, after) = (EntryParser(block.bytes), EntryParser(rest.bytes))
        for _ in 0..<3 { #expect(try before.next() != nil) }
        #expect(try before.next() == nil)
        let gap = RecordingGap(events: 8, bytes: 2100, length: .nanoseconds(100))
        #expect(try after.next() == RecordingEntry(time: .nanoseconds(30), event: .missed(gap)))
        #expect(try after.next() == RecordingEntry(time: .nanoseconds(130), event: .timer))
    }

    @Test(
        "a full disk costs a gap and no more: it goes on when there is room, and says so",
        .enabled(if: SmallDisk.isAvailable, "nothing may be mounted here"))
    func fullDisk() async throws {
        var limits = RecorderLimits()
        (limits.waitingBytesMax, limits.interval) = (20_000, .milliseconds(10))
        let reports = Mutex<[RecorderReport]>([])
        let disk = try #require(try SmallDisk(bytes: 48 << 10))
        let recorder = try Recorder(
            path: "\(disk.path)/rec", facts: [:], startedAt: Timestamp(milliseconds: 0), limits: limits, origin: origin
        ) { report in reports.withLock { $0.append(report) } }
        var random = SeededRandom(seed: 3)
        var sent = 0
        func send() {
            let bytes = (0..<1000).map { _ in UInt8.random(in: 0 ... .max, using: &random) }
            bytes.withUnsafeBytes { recorder.received(connection: 1, $0, at: .now) }
            sent += 1
        }
        let end = ContinuousClock.now + .seconds(40)
        while recorder.report.missedEvents < 10, ContinuousClock.now < end {
            send()
            try await Task.sleep(for: .milliseconds(1))
        }
        #expect(recorder.report.trouble == "the disk is full")
        try disk.grow(to: 16 << 20)
        while recorder.report.trouble != nil, ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(5))
        }
        send()
        #expect(recorder.finish(within: .seconds(20)))
        let entries = try Self.entries(RecordingReader(path: "\(disk.path)/rec"))
        let gaps = entries.compactMap { entry in
            if case .missed(let gap) = entry.event { gap } else { nil }
        }
        let gap = try #require(gaps.first)
        #expect(gaps.count == 1 && gap.events >= 10)
        #expect(entries.count - 1 + gap.events == sent)
        let troubles = reports.withLock { $0.map(\.trouble) }
        #expect(troubles.contains("the disk is full") && troubles.last == .some(nil))
    }
}
