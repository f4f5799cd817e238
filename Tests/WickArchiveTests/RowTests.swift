import Testing
import WickArchive
import WickMarket
import WickTestKit

struct RowTests {
    private static let six = "1709510400000,100,101,99,100.5,7"
    private static let twelve = "1709510400000,100,101,99,100.5,7,1709510459999,703.5,12,3,301.5,0"
    private static let timeRule = "; use milliseconds (13 digits) or microseconds (16) since 1970 UTC"
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func file(_ text: String) throws -> KlineFile {
        try KlineFile(path: try folder.write(text, to: "BTCUSDT-1m-2024-03-04.csv"))
    }

    private func message(_ text: String) throws -> String {
        let file = try file(text)
        do {
            return "\(try file.allRecords().count) records"
        } catch {
            return "\(error)".replacing(file.path + ":", with: "")
        }
    }

    @Test("reads every column")
    func columns() throws {
        let candle = Candle(
            openTime: CandleMaker.start, open: 100, high: 101, low: 99, close: 100.5, volume: 7, trades: 12)
        let closeTime = Timestamp(milliseconds: 1_709_510_459_999)
        #expect(
            try file(Self.twelve).allRecords() == [
                KlineRecord(
                    candle: candle, closeTime: closeTime, quoteVolume: 703.5, takerBuyVolume: 3,
                    takerBuyQuoteVolume: 301.5)
            ])
    }

    @Test(
        "says where a row is wrong, what, and what is right",
        arguments: [
            ("", "1: one column; a row has 6 or 12, with commas between"),
            ("1709510400000;100;101", "1: one column; a row has 6 or 12, with commas between"),
            ("1709510400000,100,101,99,100.5", "1: 5 columns; a row has 6 or 12"),
            (twelve + ",", "1: 13 columns; a row has 6 or 12"),
            (twelve + "\n" + six, "2: 6 columns; the rows before have 12"),
            (twelve + "\n" + twelve + ",", "2: 13 columns; the rows before have 12"),
            (twelve + "\n" + twelve.dropLast(2), "2: 11 columns; the rows before have 12"),
            (six + "\n" + six + ",", "2: 7 columns; the rows before have 6"),
            (twelve + "\n\n" + twelve, "2: one column; a row has 6 or 12, with commas between"),
            ("1709510400000,100,101,99,1x,7", "1: close '1x' is not a decimal number, such as 62387.90"),
            ("1709510400000,,101,99,1,7", "1: open '' is not a decimal number, such as 62387.90"),
            ("1709510400000,100,101,99,1,NaN", "1: volume 'NaN' is not a decimal number, such as 62387.90"),
            ("1709510400000,100,101,99,1, 7", "1: volume ' 7' is not a decimal number, such as 62387.90"),
            ("1709510400000,100,101,99,1,7\u{1B}[2J", "1: volume '7?[2J' is not a decimal number, such as 62387.90"),
            ("1709510400,100,101,99,100,7", "1: open_time '1709510400' is not a time\(timeRule)"),
            ("1,100,101,99,100,7", "1: open_time '1' is not a time\(timeRule)"),
            (
                "9223372036854775807,100,101,99,100,7",
                "1: open_time '9223372036854775807' is not a time\(timeRule)"
            ),
            (twelve.replacing(",12,", with: ",-1,"), "1: trades '-1' is not a whole number of at least 0"),
            (twelve.replacing(",12,", with: ",1.5,"), "1: trades '1.5' is not a whole number of at least 0"),
            ("1709510400001,100,101,99,100,7", "1: not a candle: the open time is not a multiple of the timeframe"),
            ("1709510400000001,100,101,99,100,7", "1: not a candle: the open time is not a multiple of the timeframe"),
            ("1709510400000,100,101,0,100,7", "1: not a candle: a price is not above zero"),
            ("1709510400000,100,99,98,100,7", "1: not a candle: open or close is outside low to high"),
            ("1709510400000,100,101,99,100,-7", "1: not a candle: volume or trades are below zero"),
            (twelve.replacing("301.5", with: "-301.5"), "1: not a candle: volume or trades are below zero"),
            (
                twelve.replacing("1709510459999", with: "1709510460000"),
                "1: close_time 1709510460000 is outside the candle that opens at 1709510400000"
            ),
            (
                twelve.replacing("1709510459999", with: "1709510399999"),
                "1: close_time 1709510399999 is outside the candle that opens at 1709510400000"
            ),
            (
                "date,close,open,high,low,volume\n" + six,
                "1: header 'date,close,open,high,low,volume'; it starts open_time,open,high,low,close,volume"
            ),
            (
                "open_time,open,high,low,close,volume,x\n" + six,
                "1: header 'open_time,open,high,low,close,volume,x'; it starts open_time,open,high,low,close,volume"
            ),
            (" " + six, "1: header ' \(six)'; it starts open_time,open,high,low,close,volume"),
            ("open_time,open,high,low,close,volume\n" + twelve, "2: 12 columns; the rows before have 6"),
            (
                six + "\nopen_time,open,high,low,close,volume",
                "2: open_time 'open_time' is not a time\(timeRule)"
            ),
        ] as [(String, String)])
    func says(text: String, message: String) throws {
        #expect(try self.message(text + "\n") == message)
    }

    @Test("goes on behind flawed rows when told to, and counts them")
    func skips() throws {
        let text = [
            "header", Self.twelve, "", "x", Self.six, Self.twelve + ",", String(repeating: "9", count: 5000),
            Self.twelve,
        ]
        let records = try file(text.joined(separator: "\n")).records(policy: .skipAndCount)
        var count = 0
        while try records.next() != nil { count += 1 }
        #expect(count == 2)
        #expect(records.flawedRows == 6)
    }

    @Test("has no more records after an error")
    func endsAfterError() throws {
        let records = try file([Self.six, "x", Self.six].joined(separator: "\n")).records()
        #expect(try records.next() != nil)
        #expect(throws: ArchiveError.self) { try records.next() }
        #expect(try records.next() == nil)
    }

    @Test("bounds a line, whatever ends it", arguments: [50, 64], ["\n", "\r\n", ""])
    func bound(bytesMax: Int, end: String) throws {
        var limits = ArchiveLimits()
        limits.lineBytesMax = bytesMax
        let zeros = String(repeating: "0", count: bytesMax - Self.six.count)
        let longest = Self.six.replacing("100.5", with: "100.5" + zeros)
        #expect(try file(longest + end).allRecords(limits: limits).count == 1)
        let file = try file(longest + "0" + end)
        #expect(throws: ArchiveError.flawedRow(place: file.path, line: 1, flaw: .tooLong(bytesMax: bytesMax))) {
            try file.allRecords(limits: limits)
        }
        let message = "longer than \(bytesMax) bytes; this is no line of a kline file"
        #expect(RowFlaw.tooLong(bytesMax: bytesMax).description == message)
    }

    @Test("survives any bytes", arguments: 0..<200 as Range<UInt64>)
    func anyBytes(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var bytes = Array((0..<4).map { _ in Self.twelve + "\n" }.joined().utf8)
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let at = Int.random(in: bytes.indices, using: &random)
            let byte = [0, 10, 13, 44, 45, 46, 48, 57, 101, 255].randomElement(using: &random) ?? UInt8(0)
            if Bool.random(using: &random) { bytes[at] = byte } else { bytes.insert(byte, at: at) }
        }
        let file = try KlineFile(path: try folder.write(bytes, to: "BTCUSDT-1m-2024-03-04.csv"))
        let records = try file.allRecords(policy: .skipAndCount)
        #expect(records.allSatisfy { $0.candle.flaw(in: .oneMinute) == nil })
    }
}
