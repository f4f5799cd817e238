import Foundation
import Testing
import WickMarket
import WickTestKit

@testable import WickEngine

struct JournalReaderTests {
    private static func read(_ path: String) throws -> (texts: [String], damaged: Int) {
        var reader = JournalReader(path: path)
        var (texts, damaged): ([String], Int) = ([], 0)
        while let item = try reader.next() {
            switch item {
            case .record(_, let text): texts.append(String(decoding: text, as: UTF8.self))
            case .damaged: damaged += 1
            }
        }
        return (texts, damaged)
    }

    @Test("reads the files that were put aside, oldest first, and then the newest; none is no error")
    func reads() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/signals.jsonl"
        #expect(try Self.read(path).texts.isEmpty)
        for (name, text) in [(".1", "{\"a\":1}\n"), (".2", "{\"a\":2}\n{\"a\":3}\r\n\n"), ("", "{\"a\":4}\n{\"a\":5}")]
        {
            try text.write(toFile: path + name, atomically: false, encoding: .utf8)
        }
        #expect(try Self.read(path).texts == (1...5).map { "{\"a\":\($0)}" })
    }

    @Test("damaged lines are counted and passed over, however long")
    func damaged() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/signals.jsonl"
        let good = #"{"type":"signal","symbol":"BTCUSDT"}"#
        let lines = [
            good, "{\"type\":\"sig", "[1]", "{\"a\":{}}", good + good, String(repeating: "x", count: 3 << 20), good,
            "{\"a\":nan}", "{\"a\":\"\u{1}\"}", "{\"a\"}", good, "{\"a\":1,}", "\u{0}\u{0}\u{0}",
        ]
        try lines.joined(separator: "\n").write(toFile: path, atomically: false, encoding: .utf8)
        let (texts, damaged) = try Self.read(path)
        #expect(texts == [good, good, good] && damaged == 10)
        #expect(throws: JournalError.self) { _ = try Self.read(folder.path) }
    }

    @Test("what the journal writes is read back, each field as it stands")
    func fields() throws {
        let line = try JournalLine(
            #"{"type":"refusal","open_time":-5,"rule":"a\"\\\u0041\n","x":1.5e-7,"late":true,"n":null}"#.utf8)
        #expect(line.text("type") == "refusal" && line.openTime == Timestamp(milliseconds: -5))
        #expect(line.text("rule") == "a\"\\A\n" && line.number("x") == "1.5e-7" && line["late"] == .word("true"))
        #expect(line.number("n") == nil && line.text("x") == nil && line["none"] == nil)
        #expect(try JournalLine("{}".utf8).fields.isEmpty)
    }

    @Test("random bytes are refused, and never trap", arguments: 1...30 as ClosedRange<UInt64>)
    func randomBytes(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let alphabet = Array(#"{}[]":,\u0e+-.1tfn a"#.utf8)
        for _ in 0..<500 {
            let body = (0..<Int.random(in: 0...20, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            _ = try? JournalLine([UInt8(ascii: "{")] + body + [UInt8(ascii: "}")])
        }
    }

    @Test("a query takes what it names, and totals count it")
    func query() throws {
        func line(_ type: String, _ symbol: String, _ side: String, _ time: Int) throws -> JournalLine {
            let money = type == "signal" ? #","notional":100.5,"risk":2,"cost":0.4"# : ""
            return try JournalLine(
                "{\"type\":\"\(type)\",\"symbol\":\"\(symbol)\",\"open_time\":\(time),\"side\":\"\(side)\"\(money)}"
                    .utf8)
        }
        let lines = [
            try line("signal", "BTCUSDT", "LONG", 10), try line("signal", "ETHUSDT", "SHORT", 20),
            try line("refusal", "BTCUSDT", "SHORT", 30), try JournalLine(#"{"type":"missed","count":3}"#.utf8),
        ]
        func times(_ change: (inout SignalQuery) -> Void) -> [Int64] {
            var query = SignalQuery()
            change(&query)
            return lines.filter(query.wants).compactMap { $0.openTime?.milliseconds }
        }
        #expect(times { _ in } == [10, 20, 30])
        #expect(times { $0.symbols = ["BTCUSDT"] } == [10, 30])
        #expect(times { $0.side = "SHORT" } == [20, 30])
        #expect(times { $0.since = Timestamp(milliseconds: 20) } == [20, 30])
        #expect(times { $0.until = Timestamp(milliseconds: 20) } == [10])
        var totals = SignalTotals()
        for line in lines.prefix(3) { totals.add(line) }
        #expect(totals.count == 3 && totals.long == 1 && totals.short == 1 && totals.refused == 1)
        #expect(totals.notional == 201 && totals.risk == 4 && totals.cost == 0.8)
    }
}
