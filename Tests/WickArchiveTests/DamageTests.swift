import Foundation
import Testing
import WickArchive
import WickMarket
import WickTestKit

struct DamageTests {
    private let folder: TemporaryFolder
    private let text: String
    private let expected: [KlineRecord]

    init() throws {
        folder = try TemporaryFolder()
        var random = SeededRandom(seed: 3)
        let candles = CandleMaker.randomWalk(12, using: &random)
        (text, expected) = (KlineText().text(candles), KlineText().records(candles))
    }

    private func file(_ bytes: [UInt8], _ suffix: String) throws -> KlineFile {
        try KlineFile(path: try folder.write(bytes, to: "BTCUSDT-1m-2024-03-04\(suffix)"))
    }

    private func message(_ bytes: [UInt8], _ suffix: String, limits: ArchiveLimits = ArchiveLimits()) throws -> String {
        let file = try file(bytes, suffix)
        do {
            return "\(try file.allRecords(policy: .skipAndCount, limits: limits).count) records"
        } catch { return "\(error)".replacing(file.path, with: "FILE") }
    }

    private var forms: [(bytes: [UInt8], suffix: String)] {
        let member = Packer.Member(name: "a.csv", text: text)
        let stored = Packer.Member(name: "a.csv", text: text, isStored: true)
        return [
            (Packer.gzip(text), ".csv.gz"), (Packer.zip([member]), ".zip"), (Packer.zip([stored]), ".zip"),
            (Packer.zip([member], zip64: true), ".zip"),
        ]
    }

    @Test("a compressed file cut off anywhere is an error, never a shorter file")
    func cutOff() throws {
        for form in forms {
            for length in form.bytes.indices {
                let file = try file(Array(form.bytes[..<length]), form.suffix)
                #expect(throws: ArchiveError.self, "\(form.suffix) cut to \(length)") { try file.allRecords() }
            }
            #expect(try file(form.bytes, form.suffix).allRecords() == expected)
        }
    }

    @Test("a plain file cut off within a line loses that line, and says so unless it was passed over")
    func plainCutOff() throws {
        let bytes = Array(text.utf8)
        for length in bytes.indices {
            let whole = bytes[..<length].count { $0 == UInt8(ascii: "\n") }
            let records = try file(Array(bytes[..<length]), ".csv").allRecords(policy: .skipAndCount)
            // The last column is not used, so a line is whole once its last comma is there.
            #expect(records.starts(with: expected[..<whole]) && records.count <= whole + 1)
        }
    }

    @Test("one wrong byte is an error, or does not matter", arguments: [0x01, 0xFF] as [UInt8])
    func wrongByte(mask: UInt8) throws {
        for form in forms {
            for at in form.bytes.indices {
                var bytes = form.bytes
                bytes[at] ^= mask
                let file = try file(bytes, form.suffix)
                do {
                    let records = try file.allRecords()
                    #expect(records == expected, "\(form.suffix), byte \(at)")
                } catch {}  // an error is as good
            }
        }
    }

    @Test("random bytes do no harm", arguments: 0..<50 as Range<UInt64>)
    func randomBytes(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for form in forms {
            var bytes = form.bytes
            for _ in 0..<8 {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = try message(bytes, form.suffix)
            _ = try message(bytes.map { _ in UInt8.random(in: 0...255, using: &random) }, form.suffix)
        }
    }

    @Test("says what is wrong with a compressed file")
    func messages() throws {
        let gzip = Packer.gzip(text)
        let again = "; fetch the file again"
        #expect(try message([], ".csv.gz") == "FILE: ends too early" + again)
        #expect(try message(gzip.dropLast(), ".csv.gz") == "FILE: ends too early" + again)
        #expect(try message(Array(text.utf8), ".csv.gz") == "FILE: is damaged (incorrect header check)" + again)
        #expect(try message(gzip + [7], ".csv.gz") == "FILE: ends too early" + again)
        #expect(try message(gzip + Array(text.utf8), ".csv.gz") == "FILE: is damaged (incorrect header check)" + again)
        var wrong = gzip
        wrong[gzip.count - 5] ^= 1
        #expect(try message(wrong, ".csv.gz") == "FILE: is damaged (its checksum is wrong)" + again)

        func zip(_ change: (inout Packer.Member) -> Void) throws -> String {
            var member = Packer.Member(name: "a.csv", text: text)
            change(&member)
            return try message(Packer.zip([member]), ".zip")
        }
        let use = "; unpack it and use the .csv"
        #expect(try message([], ".zip") == "FILE: ends too early" + again)
        #expect(try message(Array(text.utf8), ".zip") == "FILE: is damaged (it is not a zip)" + again)
        #expect(try message(Packer.zip([]), ".zip") == "FILE: the zip holds no .csv file")
        #expect(try zip { $0.name = "a.txt" } == "FILE: the zip holds no .csv file")
        #expect(try zip { $0.checksum = 1 } == "FILE(a.csv): is damaged (its checksum is wrong)" + again)
        #expect(try zip { $0.size = 9 } == "FILE(a.csv): is damaged (its size is not 9 bytes)" + again)
        #expect(try zip { $0.flags = 1 } == "FILE(a.csv): is encrypted" + use)
        #expect(try zip { $0.method = 93 } == "FILE(a.csv): is packed with method 93, not stored or deflated" + use)
        #expect(
            try zip { $0.name = "ETHUSDT-1m-2024-03-04.csv" }
                == "FILE(ETHUSDT-1m-2024-03-04.csv): is of another symbol or timeframe than the zip's name says")
    }

    @Test("bounds what a file may unpack to")
    func bomb() throws {
        var limits = ArchiveLimits()
        limits.unpackedBytesMax = 100_000
        let lines = String(repeating: "\n", count: 200_000)
        #expect(try message(Packer.gzip(lines), ".csv.gz", limits: limits) == "FILE: unpacks to more than 100000 bytes")
        let zip = Packer.zip([.init(name: "a.csv", text: lines)])
        #expect(try message(zip, ".zip", limits: limits) == "FILE(a.csv): unpacks to more than 100000 bytes")
        let lying = Packer.zip([.init(name: "a.csv", text: lines, size: 99)])
        let size = "FILE(a.csv): is damaged (its size is not 99 bytes); fetch the file again"
        #expect(try message(lying, ".zip", limits: limits) == size)
        limits.directoryBytesMax = 50
        let directory = "FILE: is damaged (a directory of 51 bytes); fetch the file again"
        #expect(try message(zip, ".zip", limits: limits) == directory)
    }

    @Test("opens regular files only, and does not wait for a pipe's writer")
    func irregular() throws {
        let path = folder.path + "/BTCUSDT-1m-2024-03-04.csv"
        let file = try KlineFile(path: path)
        #expect(throws: ArchiveError.missing(path: path)) { try file.records() }
        #expect(mkfifo(path, 0o600) == 0)
        let reason = "not a regular file"
        #expect(throws: ArchiveError.unreadable(path: path, reason: reason)) { try file.records() }
        #expect("\(ArchiveError.unreadable(path: "x", reason: reason))" == "x: cannot be read: not a regular file")
    }
}
