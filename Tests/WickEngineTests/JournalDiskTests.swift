import Foundation
import Glibc
import Synchronization
import Testing
import WickTestKit

@testable import WickEngine

/// What the journal does when the disk refuses.
@Suite(.timeLimit(.minutes(1)))
struct JournalDiskTests {
    private static func records(_ count: Int) throws -> [SignalRecord] {
        let feed = try TestFeed()
        return (0..<count).compactMap { feed.close(CandleMaker.candle($0, volume: 60)) }
    }

    private static func text(_ records: some Sequence<SignalRecord>) -> String {
        String(decoding: records.flatMap { OutputLine.signal($0, .jsonl) }, as: UTF8.self)
    }

    private static func journal(
        _ path: String, _ reports: WriterReports, calls: FileCalls = FileCalls(), fileBytesMax: Int64 = 1 << 20,
        waitingBytesMax: Int = 1 << 20
    ) throws -> SignalJournal {
        try SignalJournal(
            path: path, fileBytesMax: fileBytesMax, waitingBytesMax: waitingBytesMax, retryInterval: .milliseconds(5),
            calls: calls
        ) { reports.take($0, $1) }
    }

    private static func wait(_ condition: () -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(40)
        while !condition(), ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(2)) }
        #expect(condition())
    }

    /// A disk that can be full, and one whose sync fails.
    private final class BadDisk: Sendable {
        let isFull = Mutex(false), failsSync = Mutex(false)
        /// What was written since the last sync that succeeded.
        let unsynced = Mutex(0)

        var calls: FileCalls {
            FileCalls(
                write: { descriptor, bytes in
                    if self.isFull.withLock({ $0 }) {
                        guard bytes.count > 20 else {
                            errno = ENOSPC
                            return -1
                        }
                        return Glibc.write(descriptor, bytes.baseAddress, bytes.count - 20)
                    }
                    self.unsynced.withLock { $0 += bytes.count }
                    return Glibc.write(descriptor, bytes.baseAddress, bytes.count)
                },
                sync: { _ in
                    self.unsynced.withLock { $0 = 0 }
                    guard self.failsSync.withLock({ $0 }) else { return 0 }
                    errno = EIO
                    return -1
                })
        }
    }

    @Test("a disk that takes half a batch leaves no half line; the batch is written when there is room, once")
    func full() async throws {
        let folder = try TemporaryFolder()
        let (path, disk, reports) = (folder.path + "/signals.jsonl", BadDisk(), WriterReports())
        let records = try Self.records(6)
        let journal = try Self.journal(path, reports, calls: disk.calls)
        for record in records.prefix(2) { journal.append(record) }
        journal.flush()
        disk.isFull.withLock { $0 = true }
        for record in records[2..<5] { journal.append(record) }
        try await Self.wait { reports.all.last == .init(upTo: 2, trouble: "the disk is full") }
        journal.flush()
        #expect(try folder.text("signals.jsonl") == Self.text(records.prefix(2)))
        disk.isFull.withLock { $0 = false }
        try await Self.wait { reports.all.last == .init(upTo: 5, trouble: nil) }
        journal.append(records[5])
        journal.flush()
        #expect(try folder.text("signals.jsonl") == Self.text(records))
    }

    @Test("what a failing sync leaves is not trusted: it is cut off and written again, until a sync succeeds")
    func syncFails() async throws {
        let folder = try TemporaryFolder()
        let (path, disk, reports) = (folder.path + "/signals.jsonl", BadDisk(), WriterReports())
        let records = try Self.records(3)
        let journal = try Self.journal(path, reports, calls: disk.calls)
        disk.failsSync.withLock { $0 = true }
        for record in records { journal.append(record) }
        try await Self.wait { reports.all.count > 3 }
        #expect(reports.all.allSatisfy { $0 == .init(upTo: 0, trouble: "Input/output error (errno 5)") })
        disk.failsSync.withLock { $0 = false }
        try await Self.wait { reports.all.last == .init(upTo: 3, trouble: nil) }
        #expect(try folder.text("signals.jsonl") == Self.text(records))
        #expect(disk.unsynced.withLock { $0 } == 0)
    }

    @Test("what finds no room in memory is lost, counted, and marked where it is missing")
    func lost() async throws {
        let folder = try TemporaryFolder()
        let (path, disk, reports) = (folder.path + "/signals.jsonl", BadDisk(), WriterReports())
        let records = try Self.records(10)
        let room = Self.text(records.prefix(3)).utf8.count
        let journal = try Self.journal(path, reports, calls: disk.calls, waitingBytesMax: room)
        disk.isFull.withLock { $0 = true }
        for record in records.prefix(8) { journal.append(record) }
        try await Self.wait { reports.all.last == .init(upTo: 0, trouble: "the disk is full; 5 signals are lost") }
        disk.isFull.withLock { $0 = false }
        try await Self.wait { reports.all.last == .init(upTo: 8, trouble: nil) }
        for record in records.suffix(2) { journal.append(record) }
        journal.flush()
        let mark = "{\"type\":\"missed\",\"count\":5}\n"
        let expected = Self.text(records.prefix(3)) + mark + Self.text(records.suffix(2))
        #expect(try folder.text("signals.jsonl") == expected)
    }

    @Test(
        "a full file system is told, and once there is room nothing is missing",
        .enabled(if: SmallDisk.isAvailable, "nothing may be mounted here"))
    func fileSystem() async throws {
        let disk = try #require(try SmallDisk(bytes: 16 << 10))
        let reports = WriterReports()
        let records = try Self.records(200)
        let journal = try Self.journal(disk.path + "/signals.jsonl", reports)
        for record in records { journal.append(record) }
        try await Self.wait { reports.all.last?.trouble == "the disk is full" }
        try disk.grow(to: 1 << 20)
        try await Self.wait { reports.all.last == .init(upTo: 200, trouble: nil) }
        let text = try String(contentsOfFile: disk.path + "/signals.jsonl", encoding: .utf8)
        #expect(text == Self.text(records))
    }

    @Test("a large file is put aside under the next number, and all files together have every line")
    func rotates() throws {
        let folder = try TemporaryFolder()
        let (path, reports) = (folder.path + "/signals.jsonl", WriterReports())
        let records = try Self.records(40)
        let size = Int64(Self.text(records.prefix(10)).utf8.count)
        let journals = [
            try Self.journal(path, reports, fileBytesMax: size), try Self.journal(path, reports, fileBytesMax: size),
        ]
        for (place, record) in records.enumerated() {
            journals[place % 2].append(record)
            journals[place % 2].flush()
        }
        var text = ""
        for number in 1...3 { text += try folder.text("signals.jsonl.\(number)") }
        text += try folder.text("signals.jsonl")
        #expect(text == Self.text(records), "in order, though two wrote by turns")
        #expect(try folder.permissions("signals.jsonl") == 0o600)
    }

    @Test("a torn last line is kept aside and told, and the journal goes on behind the whole ones")
    func torn() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/signals.jsonl"
        let records = try Self.records(2)
        let torn = #"{"type":"signal","sym"#
        try (Self.text([records[0]]) + torn).write(toFile: path, atomically: false, encoding: .utf8)
        let journal = try SignalJournal(path: path) { _, _ in }
        #expect(journal.finding?.contains("the \(torn.utf8.count) bytes of it are kept in \(path).torn") == true)
        journal.append(records[1])
        journal.flush()
        #expect(try folder.text("signals.jsonl") == Self.text(records))
        #expect(try folder.text("signals.jsonl.torn") == torn + "\n")
        #expect(try folder.permissions("signals.jsonl.torn") == 0o600)
        #expect(try SignalJournal(path: path) { _, _ in }.finding == nil)
    }

    @Test("a line that another program finishes meanwhile, without the lock, is not taken for torn")
    func growing() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/signals.jsonl"
        let text = Self.text(try Self.records(3))
        let half = text.utf8.count / 2
        try String(text.prefix(half)).write(toFile: path, atomically: false, encoding: .utf8)
        let isFinished = Mutex(false)
        let calls = FileCalls(write: { descriptor, bytes in
            // What is written first is the part of the line that is there by now, to its own file.
            let isFirst = isFinished.withLock { isFinished in
                defer { isFinished = true }
                return !isFinished
            }
            if isFirst { Self.add(text.dropFirst(half), to: path) }
            return Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        })
        var file = try JournalFile(path: path, bytesMax: 1 << 20, calls: calls)
        defer { file.close() }
        #expect(isFinished.withLock { $0 }, "the half line was seen")
        #expect(try folder.text("signals.jsonl") == text)
        #expect(file.takeTornLine() == nil)
        #expect(try folder.text("signals.jsonl.torn").isEmpty)
    }

    private static func add(_ text: Substring, to path: String) {
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
        defer { close(descriptor) }
        #expect(write(descriptor, Array(text.utf8), text.utf8.count) == text.utf8.count)
    }
}
