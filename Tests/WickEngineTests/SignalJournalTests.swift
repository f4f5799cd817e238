import Foundation
import Glibc
import Testing
import WickEngine
import WickMarket
import WickTestKit

struct SignalJournalTests {
    private static func records(_ count: Int) throws -> [SignalRecord] {
        let feed = try TestFeed()
        return (0..<count).compactMap { feed.close(CandleMaker.candle($0, volume: 60)) }
    }

    private static func text(_ records: [SignalRecord]) -> String {
        String(decoding: records.flatMap { OutputLine.signal($0, .jsonl) }, as: UTF8.self)
    }

    private static func openTimes(_ text: String) throws -> [Int] {
        try text.split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return try #require(object?["open_time"] as? Int)
        }
    }

    @Test("is for this user alone, as are the folders made for it")
    func permissions() throws {
        let folder = try TemporaryFolder()
        let journal = try SignalJournal(path: folder.path + "/a/b/signals.jsonl") { _, _ in }
        #expect(try folder.permissions("a") == 0o700 && folder.permissions("a/b") == 0o700)
        #expect(try folder.permissions("a/b/signals.jsonl") == 0o600)
        #expect(journal.path == folder.path + "/a/b/signals.jsonl")
    }

    @Test("has each record as a line of its own once it reports it")
    func writes() throws {
        let folder = try TemporaryFolder()
        let (reports, records) = (WriterReports(), try Self.records(20))
        let journal = try SignalJournal(path: folder.path + "/signals.jsonl") { reports.take($0, $1) }
        for record in records { journal.append(record) }
        #expect(journal.flush() && reports.all.last == .init(upTo: 20, trouble: nil))
        #expect(try folder.text("signals.jsonl") == Self.text(records))
        #expect(try Self.openTimes(folder.text("signals.jsonl")) == records.map { Int($0.openTime.milliseconds) })
    }

    @Test("runs are appended, and let go of it writes what waits")
    func appends() throws {
        let folder = try TemporaryFolder()
        let records = try Self.records(9)
        for run in 0..<3 {
            let reports = WriterReports()
            let written = DispatchSemaphore(value: 0)
            do {
                let journal = try SignalJournal(path: folder.path + "/signals.jsonl") { upTo, trouble in
                    reports.take(upTo, trouble)
                    if upTo == (run + 1) * 3 { written.signal() }
                }
                for record in records[run * 3..<run * 3 + 3] { journal.append(record) }
            }
            #expect(written.wait(timeout: .now() + 20) == .success)
        }
        #expect(try folder.text("signals.jsonl") == Self.text(records))
    }

    @Test("a whole last line, and an empty file, are left as they are", arguments: ["", "{}\n"])
    func leavesWholeLine(_ before: String) throws {
        let folder = try TemporaryFolder()
        try before.write(toFile: folder.path + "/signals.jsonl", atomically: false, encoding: .utf8)
        let journal = try SignalJournal(path: folder.path + "/signals.jsonl") { _, _ in }
        journal.flush()
        #expect(try folder.text("signals.jsonl") == before)
    }

    @Test("says where and why it cannot be opened")
    func cannotBeOpened() throws {
        let folder = try TemporaryFolder()
        try "".write(toFile: folder.path + "/file", atomically: false, encoding: .utf8)
        let cases = [
            (folder.path, "Is a directory (errno 21)"),
            (folder.path + "/file/signals.jsonl", "Not a directory (errno 20)"),
            ("/proc/none/signals.jsonl", "No such file or directory (errno 2)"),
            ("", "No such file or directory (errno 2)"),
        ]
        for (path, reason) in cases {
            let error = #expect(throws: JournalError.self) { try SignalJournal(path: path) { _, _ in } }
            #expect(error?.path == path && error?.reason == reason)
            #expect(error?.description == "\(path): the signal journal cannot be opened: \(reason)")
        }
    }

    @Test("two processes append to one file, line by line")
    func twoProcesses() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/signals.jsonl"
        let records = try Self.records(300)
        let journal = try SignalJournal(path: path) { _, _ in }
        let other = Process()
        other.executableURL = URL(filePath: "/bin/sh")
        other.arguments = [
            "-c", #"i=0; while [ $i -lt 300 ]; do echo '{"open_time":'$i'}' >> "$0"; i=$((i+1)); done"#, path,
        ]
        try other.run()
        for record in records {
            journal.append(record)
            journal.flush()
        }
        other.waitUntilExit()
        let times = try Self.openTimes(folder.text("signals.jsonl"))
        #expect(times.filter { $0 < 300 } == Array(0..<300))
        #expect(times.filter { $0 >= 300 } == records.map { Int($0.openTime.milliseconds) })
    }
}
