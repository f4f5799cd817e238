import Testing
import WickArchive
import WickMarket
import WickTestKit

/// The same candles in every form must give the same records.
struct FormatTests {
    private let folder: TemporaryFolder
    private let candles: [Candle]

    init() throws {
        folder = try TemporaryFolder()
        var random = SeededRandom(seed: 7)
        candles = CandleMaker.randomWalk(700, using: &random)
    }

    private func records(_ bytes: [UInt8], _ suffix: String) throws -> [KlineRecord] {
        try KlineFile(path: try folder.write(bytes, to: "BTCUSDT-1m-2024-03-04\(suffix)")).allRecords()
    }

    @Test(
        "reads 6 and 12 columns, with a header and without, in milli- and microseconds, whatever ends the lines",
        arguments: [6, 12], [true, false])
    func reads(columns: Int, hasHeader: Bool) throws {
        for inMicroseconds in [true, false] {
            for lineEnd in ["\n", "\r\n"] {
                for endsLastLine in [true, false] {
                    let form = KlineText(
                        columns: columns, hasHeader: hasHeader, inMicroseconds: inMicroseconds, lineEnd: lineEnd,
                        endsLastLine: endsLastLine)
                    let text = form.text(candles)
                    #expect(try records(Array(text.utf8), ".csv") == form.records(candles))
                    #expect(try records(Packer.gzip(text), ".csv.gz") == form.records(candles))
                    let zip = Packer.zip([.init(name: "BTCUSDT-1m-2024-03-04.csv", text: text)])
                    #expect(try records(zip, ".zip") == form.records(candles))
                }
            }
        }
    }

    @Test("reads zips that are stored, in zip64, with a comment, or with other files in them")
    func zips() throws {
        let form = KlineText()
        let text = form.text(candles)
        let member = Packer.Member(name: "BTCUSDT-1m-2024-03-04.csv", text: text)
        let stored = Packer.Member(name: "any name.csv", text: text, isStored: true)
        let others = [
            Packer.Member(name: "README.txt", text: "read me"), .init(name: "folder.csv/", text: "", isStored: true),
            .init(name: "__MACOSX/._BTCUSDT-1m-2024-03-04.csv", text: "\u{0}\u{5}"),
        ]
        for members in [[member], [stored], others + [stored], [member] + others] {
            for zip64 in [false, true] {
                for comment in ["", "PK\u{5}\u{6}", String(repeating: "c", count: 65_535)] {
                    let zip = Packer.zip(members, zip64: zip64, comment: comment)
                    #expect(try records(zip, ".zip") == form.records(candles))
                }
            }
        }
    }

    @Test("reads the members of a zip by name, each with its own header and columns")
    func members() throws {
        let (twelve, six) = (KlineText(hasHeader: true), KlineText(columns: 6))
        let (first, second) = (Array(candles[..<300]), Array(candles[300...]))
        let zip = Packer.zip([
            .init(name: "b/2.csv", text: six.text(second)), .init(name: "b/1.csv", text: twelve.text(first)),
        ])
        #expect(try records(zip, ".zip") == twelve.records(first) + six.records(second))
    }

    @Test("reads gzip files of several members")
    func gzips() throws {
        let form = KlineText()
        let text = form.text(candles)
        let middle = text.index(text.startIndex, offsetBy: text.count / 2)
        let halves = Packer.gzip(String(text[..<middle])) + Packer.gzip("") + Packer.gzip(String(text[middle...]))
        #expect(try records(halves, ".csv.gz") == form.records(candles))
    }

    @Test("reads milli- and microseconds in one file, each value by its magnitude")
    func mixedTimes() throws {
        let (first, second) = (Array(candles[..<300]), Array(candles[300...]))
        let text = KlineText().text(first) + KlineText(inMicroseconds: true).text(second)
        #expect(try records(Array(text.utf8), ".csv") == KlineText().records(candles))
    }

    @Test("takes what spreadsheets do to a file")
    func byteOrderMark() throws {
        let form = KlineText(hasHeader: true, lineEnd: "\r\n")
        #expect(try records([0xEF, 0xBB, 0xBF] + Array(form.text(candles).utf8), ".csv") == form.records(candles))
        let bare = KlineText()
        #expect(try records([0xEF, 0xBB, 0xBF] + Array(bare.text(candles).utf8), ".csv") == bare.records(candles))
        let named = "\"Open Time\",Open,High,Low,Close,Volume\n" + KlineText(columns: 6).text(candles)
        #expect(try records(Array(named.utf8), ".csv") == KlineText(columns: 6).records(candles))
    }

    @Test("an empty file has no records, and neither has a header alone")
    func empty() throws {
        #expect(try records([], ".csv").isEmpty)
        #expect(try records(Array("open_time,open,high,low,close,volume".utf8), ".csv").isEmpty)
        #expect(try records(Packer.gzip(""), ".csv.gz").isEmpty)
        #expect(try records(Packer.zip([.init(name: "a.csv", text: "")]), ".zip").isEmpty)
        #expect(try records(Packer.zip([.init(name: "a.csv", text: "", isStored: true)]), ".zip").isEmpty)
    }
}
