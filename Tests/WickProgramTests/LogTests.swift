import Foundation
import Logging
import Testing
import WickConfiguration
import WickEngine
import WickMarket

@testable import wick

struct LogTests {
    private func folder() throws -> String {
        let url = FileManager.default.temporaryDirectory.appending(path: "wick-log-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url.path
    }

    private func logger(_ path: String, bytesMax: Int = LogFile.bytesMax) throws -> (Logger, LineLog) {
        let log = LineLog(.file(try LogFile(path: path, bytesMax: bytesMax)), level: .info)
        return (Logger(label: "test") { _ in log }, log)
    }

    @Test("a line is time, level, source, words and fields, and harmless whatever is in it")
    func line() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }  // A leftover hurts nobody.
        let (logger, log) = try logger("\(folder)/sub/wick.log")
        logger.warning(
            "a \u{1B}[2Jb\nc", metadata: ["key": "x", "words": "two \"words\"", "empty": "", "bad\u{202E}": "\u{9B}"],
            source: "feed")
        logger.debug("not at this level", source: "feed")
        logger.info("\(String(repeating: "x", count: 100_000))", source: "feed")
        log.flush()
        let lines = try String(contentsOfFile: "\(folder)/sub/wick.log", encoding: .utf8).split(separator: "\n")
        try #require(lines.count == 2)
        let parts = lines[0].split(separator: " ", maxSplits: 1)
        #expect(parts[0].hasSuffix("Z") && parts[0].hasPrefix("20"))
        #expect(parts[1] == #"warning feed: a  [2Jb c bad?=? empty="" key=x words="two \"words\"""#)
        #expect(lines[1].count < LogLine.wordsMax + 100)
        let modes = try ["sub", "sub/wick.log"].map {
            try FileManager.default.attributesOfItem(atPath: "\(folder)/\($0)")[.posixPermissions] as? Int
        }
        #expect(modes == [0o700, 0o600])
    }

    @Test("the screen gets the same lines, harmless, also where no file can be written")
    func tail() throws {
        let tail = LogTail()
        let log = LineLog(.nowhere, level: .info, tail: tail)
        let logger = Logger(label: "test") { _ in log }
        logger.error("a \u{1B}[2Jb", metadata: ["key": "x"], source: "sink")
        logger.debug("not at this level", source: "feed")
        let entry = try #require(tail.entries.first)
        #expect(tail.entries.count == 1 && entry.level == .error && entry.source == "sink")
        #expect(entry.text == "a  [2Jb key=x")
        for level in Logger.Level.allCases { #expect(LogEntry.Level(rawValue: level.rawValue) != nil) }
    }

    @Test("a full file is put aside, so many are kept, and no line is cut or lost in between")
    func rotation() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }  // A leftover hurts nobody.
        let (logger, log) = try logger("\(folder)/wick.log", bytesMax: 10_000)
        for number in 0..<600 {
            logger.info("line", metadata: ["number": "\(number)"], source: "test")
            if number % 50 == 49 { log.flush() }
        }
        log.flush()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names == ["wick.log", "wick.log.1", "wick.log.2", "wick.log.3"])
        var numbers: [Int] = []
        for name in names.reversed() {
            let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            #expect(text.utf8.count <= 10_000 && text.hasSuffix("\n"))
            numbers += text.split(separator: "\n").compactMap { $0.split(separator: "=").last.flatMap { Int($0) } }
        }
        #expect(numbers == Array((numbers.first ?? 0)..<600))
        #expect(numbers.count > 300)
    }

    @Test("what a full disk does not take is counted, and said", .enabled(if: access("/dev/full", W_OK) == 0))
    func fullDisk() throws {
        let file = try LogFile(path: "/dev/full")
        for _ in 0..<3 { file.append(Array("line\n".utf8)) }
        file.flush()
        file.append(Array("line\n".utf8))
        file.flush()
        #expect(file.droppedLines >= 4)
    }

    @Test("lines beyond the bound are dropped and not waited for")
    func bound() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }  // A leftover hurts nobody.
        let file = try LogFile(path: "\(folder)/wick.log")
        file.append([UInt8](repeating: 0x61, count: LogFile.waitingBytesMax + 1))
        file.flush()
        let text = try String(contentsOfFile: "\(folder)/wick.log", encoding: .utf8)
        #expect(text == "1 lines of the log were dropped: the disk is too slow, or full\n")
    }

    @Test("systemd's journal is known by the device and inode of standard error")
    func journal() {
        var status = stat()
        let descriptor = open("/dev/null", O_WRONLY)
        defer { close(descriptor) }
        fstat(descriptor, &status)
        #expect(LineLog.hasJournal("\(status.st_dev):\(status.st_ino)", descriptor: descriptor))
        #expect(!LineLog.hasJournal("\(status.st_dev):\(status.st_ino + 1)", descriptor: descriptor))
        #expect(!LineLog.hasJournal(nil, descriptor: descriptor))
    }
}

struct ConfigurationChangeTests {
    private func change(_ edit: (inout Configuration) throws -> Void) rethrows -> ConfigurationChange {
        var next = Configuration.defaults
        try edit(&next)
        return ConfigurationChange(from: .defaults, to: next)
    }

    @Test("new symbols come before the old ones go, and then stand in the order of the file")
    func symbols() throws {
        let (eth, sol) = (try Symbol("ETHUSDT"), try Symbol("SOLUSDT"))
        let doge = try Symbol("DOGEUSDT")
        let change = change { $0.symbols = [eth, doge, sol] }
        #expect(
            change.commands == [
                .add(doge), .remove(try Symbol("BTCUSDT")), .move(eth, to: 0), .move(doge, to: 1), .move(sol, to: 2),
            ])
        #expect(change.words == "DOGEUSDT added, BTCUSDT removed")
        #expect(!change.changesStrategy && !change.changesRisk)
    }

    @Test("strategy, risk and timeframe are put in force; the rest waits for the next start")
    func rest() {
        #expect(change { _ in }.words == "nothing has changed")
        #expect(change { $0.timeframe = .oneHour }.commands == [.setTimeframe(.oneHour)])
        #expect(change { $0.advanced.minCandlesRequired = 40 }.changesStrategy)
        #expect(change { $0.risk.baseAccountSize = 5 }.words == "risk changed")
        #expect(change { $0.alerts.bell = false }.words == "alerts changed")
        #expect(change { $0.heartbeat = .seconds(9) }.words == "other keys take effect at the next start")
        #expect(change { $0.heartbeat = .seconds(9) }.commands.isEmpty)
    }
}
