import CZlib
import Glibc
import WickArchive

/// Where files lie in memory, if the system has such a place: on a disk a file takes a hundred times as long as its reading.
private let folder = makeFolder()

private func makeFolder() -> String {
    var name = Array("\(access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp")/wick-fuzz-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { fatalError("no folder for files can be made") }
    atexit {
        for name in names { unlink("\(folder)/\(name)") }
        rmdir(folder)
    }
    return String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
}

private let stem = "BTCUSDT-1m-2024-03"
private let names = ["\(stem).csv", "\(stem).csv.gz", "\(stem).zip", "recording"]

/// Reads the bytes behind the first one as a file of candles, or as a recording. The first byte chooses: bits 0 to 2 the kind
/// of file, bit 3 whether lines that are no candles are passed over.
///
/// Nothing may trap, hang or grow beyond the limits; each candle is one, and what is wrong is said in one line.
@_cdecl("LLVMFuzzerTestOneInput")
public func readOneFile(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    guard let choice = input.first else { return 0 }
    let bytes = Array(input.dropFirst())
    let policy: RowPolicy = choice & 8 == 0 ? .stop : .skipAndCount
    do throws(ArchiveError) {
        switch choice & 7 {
        case 0, 1: try readKlines(write(bytes, names[0]), policy)
        case 2: try readKlines(write(gzipped(bytes), names[1]), policy)
        case 3: try readKlines(write(bytes, names[1]), policy)
        case 4: try readKlines(write(bytes, names[2]), policy)
        case 5: try readRecording(write(bytes, names[3]))
        // With checksums that are right, so that what stands in the blocks is what is tried.
        default: try readRecording(write(blocks(bytes), names[3]))
        }
    } catch {
        let isOneLine = error.description.unicodeScalars.allSatisfy {
            $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)
        }
        precondition(isOneLine, error.description)
    }
    return 0
}

private func readKlines(_ path: String, _ policy: RowPolicy) throws(ArchiveError) {
    var limits = ArchiveLimits()
    (limits.unpackedBytesMax, limits.directoryBytesMax) = (1 << 20, 1 << 16)
    let file = try KlineFile(path: path)
    try file.forEachRecord(policy: policy, limits: limits) { record in
        precondition(record.candle.flaw(in: file.timeframe) == nil, "\(record.candle)")
    }
}

private func readRecording(_ path: String) throws(ArchiveError) {
    let reader = try RecordingReader(path: path)
    while try reader.next() != nil {}
    precondition(reader.ending != nil, "it ended without saying how")
    precondition(reader.bytesRead <= reader.bytesInAll, "\(reader.bytesRead) of \(reader.bytesInAll) bytes")
}

/// The block that says what the file is, up to the first line feed, and one with the rest.
private func blocks(_ bytes: [UInt8]) -> [UInt8] {
    bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
        .flatMap { gzipped(Array($0)) }
}

/// A gzip member (RFC 1952) that is stored as it is, with the right checksum.
private func gzipped(_ bytes: [UInt8]) -> [UInt8] {
    let bytes = bytes.prefix(0xFFFF)
    func little(_ number: UInt32, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
    let size = UInt32(bytes.count)
    let checksum = bytes.withUnsafeBufferPointer { crc32(0, $0.baseAddress, uInt($0.count)) }
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + [1] + little(size, 2) + little(~size, 2) + bytes
        + little(UInt32(truncatingIfNeeded: checksum), 4) + little(size, 4)
}

private func write(_ bytes: [UInt8], _ name: String) -> String {
    let path = "\(folder)/\(name)"
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    let written = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
    guard close(file) == 0, written == bytes.count else { fatalError("\(path) cannot be written") }
    return path
}
