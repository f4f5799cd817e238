import WickMarket

/// The records of one file, read as they are asked for; memory does not grow with the file.
///
/// Records come before the end of a compressed file is seen: damage that only a checksum shows is thrown at the end.
/// After an error there are no more records.
public final class KlineRecords {
    /// The file.
    public let file: KlineFile
    /// Lines that were passed over because they are no candles; 0 under ``RowPolicy/stop``.
    public private(set) var flawedRows = 0

    /// The bytes of the file read so far.
    var bytesRead: Int64 { input.bytesRead }

    private let input: InputFile
    private let policy: RowPolicy
    private let limits: ArchiveLimits
    /// The texts not yet begun: one, or a zip's members.
    private var rest: ArraySlice<Text>
    private var place = ""
    private var lines: LineReader?
    private var rows: RowParser

    private enum Text {
        case plain(InputFile), gzip(InputFile), member(ZipMember, ZipDirectory)
    }

    init(of file: KlineFile, policy: RowPolicy, limits: ArchiveLimits) throws(ArchiveError) {
        (self.file, self.policy, self.limits) = (file, policy, limits)
        input = try InputFile(path: file.path)
        switch file.format {
        case .plain: rest = [.plain(input)]
        case .gzip: rest = [.gzip(input)]
        case .zip:
            let zip = try ZipDirectory(of: input, limits: limits)
            let members = zip.members.filter(\.isCSV).sorted { $0.name.lexicographicallyPrecedes($1.name) }
            guard !members.isEmpty else { throw .noMember(path: file.path) }
            rest = members.map { .member($0, zip) }[...]
        }
        rows = RowParser(timeframe: file.timeframe)
    }

    /// The next record, or `nil` after the last one.
    /// - Throws: ``ArchiveError``; a line that is no candle only under ``RowPolicy/stop``.
    public func next() throws(ArchiveError) -> KlineRecord? {
        do throws(ArchiveError) {
            return try read()
        } catch {
            (lines, rest) = (nil, [])
            throw error
        }
    }

    private func read() throws(ArchiveError) -> KlineRecord? {
        while true {
            guard let lines else {
                guard let text = rest.popFirst() else { return nil }
                try begin(text)
                continue
            }
            guard let line = try lines.next() else {
                self.lines = nil
                continue
            }
            do throws(RowFlaw) {
                if let record = try record(in: line, number: lines.number) { return record }
            } catch {
                guard policy == .skipAndCount else {
                    throw .flawedRow(place: place, line: lines.number, flaw: error)
                }
                flawedRows += 1
            }
        }
    }

    /// The record in a line, or `nil` if it is a header.
    private func record(in line: LineReader.Line, number: Int) throws(RowFlaw) -> KlineRecord? {
        guard case .whole(var start, let end) = line else { throw .tooLong(bytesMax: limits.lineBytesMax) }
        if number == 1 {
            let mark: [UInt8] = [0xEF, 0xBB, 0xBF]  // some editors put UTF-8's byte order mark first
            if UnsafeBufferPointer(start: start, count: end - start).starts(with: mark) { start += mark.count }
            if start < end, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(start.pointee) {
                try rows.readHeader(start, end)
                return nil
            }
        }
        return try rows.parse(start, end)
    }

    private func begin(_ text: Text) throws(ArchiveError) {
        rows = RowParser(timeframe: file.timeframe)
        place = file.path
        let source: any ByteSource
        switch text {
        case .plain(let input):
            source = StoredBytes(file: input, in: 0..<input.size)
        case .gzip(let input):
            let packed = StoredBytes(file: input, in: 0..<input.size)
            source = try InflatedBytes(packed, wrapping: .gzip, place: place, bytesMax: limits.unpackedBytesMax)
        case .member(let member, let zip):
            place += "(\(printable(member.name)))"
            try checkSeries(of: member)
            source = try ZipMemberBytes(member, in: zip, place: place, limits: limits)
        }
        lines = LineReader(source, lineBytesMax: limits.lineBytesMax)
    }

    /// A member with a kline name of its own must be of the zip's series; other names are not judged.
    private func checkSeries(of member: ZipMember) throws(ArchiveError) {
        guard let inner = try? KlineFile(path: String(decoding: member.name, as: UTF8.self)) else { return }
        guard inner.key == file.key else { throw .foreignMember(place: place) }
    }
}
