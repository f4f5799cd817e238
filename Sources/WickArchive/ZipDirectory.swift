/// Reads the directory at the end of a zip (PKWARE's APPNOTE.TXT 6.3.10, sections 4.3 to 4.5), zip64 included.
///
/// The directory alone is believed: local headers are only measured, for writers that stream leave their sizes empty.
struct ZipDirectory {
    private static let endBytes = 22, locatorBytes = 20, end64Bytes = 56, entryBytes = 46, localBytes = 30
    private static let commentBytesMax = 0xFFFF

    let file: InputFile
    /// The members, in the directory's order.
    let members: [ZipMember]

    init(of file: InputFile, limits: ArchiveLimits) throws(ArchiveError) {
        self.file = file
        let (offset, size) = try Self.directory(of: file)
        guard size <= UInt64(limits.directoryBytesMax) else {
            throw .damaged(place: file.path, detail: "a directory of \(size) bytes")
        }
        guard let start = Int64(exactly: offset), let bytes = try file.bytes(at: start, count: Int(size)) else {
            throw .damaged(place: file.path, detail: "its directory lies outside")
        }
        members = try Self.members(in: bytes, path: file.path)
    }

    /// The bytes of the file that a member's packed data take.
    func packedRange(of member: ZipMember, place: String) throws(ArchiveError) -> Range<Int64> {
        guard let offset = Int64(exactly: member.offset), let size = Int64(exactly: member.packedSize),
            let header = try file.bytes(at: offset, count: Self.localBytes),
            header.number(at: 0, bytes: 4) == 0x0403_4B50
        else { throw .damaged(place: place, detail: "no local header") }
        let start =
            offset + Int64(Self.localBytes) + Int64(header.number(at: 26, bytes: 2) + header.number(at: 28, bytes: 2))
        guard start <= file.size, size <= file.size - start else { throw .truncated(place: place) }
        return start..<start + size
    }

    /// Where the directory starts and how long it is, from the record at the zip's end.
    private static func directory(of file: InputFile) throws(ArchiveError) -> (offset: UInt64, size: UInt64) {
        let count = Int(min(file.size, Int64(endBytes + commentBytesMax + locatorBytes)))
        guard let tail = try file.bytes(at: file.size - Int64(count), count: count), count >= endBytes else {
            throw .truncated(place: file.path)
        }
        var at = count - endBytes
        while at >= 0, !isEnd(tail, at: at) { at -= 1 }
        guard at >= 0 else {
            let isZip = try file.bytes(at: 0, count: 4)?.number(at: 0, bytes: 4) == 0x0403_4B50
            throw isZip ? .truncated(place: file.path) : .damaged(place: file.path, detail: "it is not a zip")
        }
        let (size, offset) = (tail.number(at: at + 12, bytes: 4), tail.number(at: at + 16, bytes: 4))
        let locator = at - locatorBytes
        guard locator >= 0, tail.number(at: locator, bytes: 4) == 0x0706_4B50 else { return (offset, size) }

        let end64 = Int64(clamping: tail.number(at: locator + 8, bytes: 8))
        guard let record = try file.bytes(at: end64, count: end64Bytes), record.number(at: 0, bytes: 4) == 0x0606_4B50
        else {
            throw .damaged(place: file.path, detail: "no zip64 directory record")
        }
        return (record.number(at: 48, bytes: 8), record.number(at: 40, bytes: 8))
    }

    /// Whether the end record lies here: its signature, and a comment that reaches exactly to the end.
    private static func isEnd(_ tail: [UInt8], at: Int) -> Bool {
        tail.number(at: at, bytes: 4) == 0x0605_4B50
            && at + endBytes + Int(tail.number(at: at + 20, bytes: 2)) == tail.count
    }

    private static func members(in bytes: [UInt8], path: String) throws(ArchiveError) -> [ZipMember] {
        var members: [ZipMember] = []
        var at = 0
        while at < bytes.count {
            guard bytes.count - at >= entryBytes, bytes.number(at: at, bytes: 4) == 0x0201_4B50 else {
                throw .damaged(place: path, detail: "a directory entry is missing")
            }
            let name = at + entryBytes
            let extra = name + Int(bytes.number(at: at + 28, bytes: 2))
            let comment = extra + Int(bytes.number(at: at + 30, bytes: 2))
            let next = comment + Int(bytes.number(at: at + 32, bytes: 2))
            guard next <= bytes.count else { throw .damaged(place: path, detail: "a directory entry is cut off") }
            var member = member(in: bytes, at: at, name: Array(bytes[name..<extra]))
            guard member.applyZip64(Array(bytes[extra..<comment])) else {
                throw .damaged(place: path, detail: "a zip64 entry is cut off")
            }
            members.append(member)
            at = next
        }
        return members
    }

    private static func member(in bytes: [UInt8], at: Int, name: [UInt8]) -> ZipMember {
        let method = bytes.number(at: at + 10, bytes: 2)
        return ZipMember(
            name: name,
            method: method == 0 ? .stored : method == 8 ? .deflated : .other(UInt16(method)),
            isEncrypted: bytes.number(at: at + 8, bytes: 2) & 1 == 1,
            checksum: UInt32(bytes.number(at: at + 16, bytes: 4)),
            packedSize: bytes.number(at: at + 20, bytes: 4),
            size: bytes.number(at: at + 24, bytes: 4),
            offset: bytes.number(at: at + 42, bytes: 4))
    }
}

extension ZipMember {
    /// Takes the numbers that were too large for 32 bits from the entry's extra field 1 (section 4.5.3).
    /// - Returns: `false` if one is missing.
    fileprivate mutating func applyZip64(_ extra: [UInt8]) -> Bool {
        let mark = UInt64(UInt32.max)
        guard size == mark || packedSize == mark || offset == mark else { return true }
        var at = 0
        while at + 4 <= extra.count {
            let end = at + 4 + Int(extra.number(at: at + 2, bytes: 2))
            guard end <= extra.count else { return false }
            if extra.number(at: at, bytes: 2) == 1 { return applyZip64(extra[(at + 4)..<end]) }
            at = end
        }
        return false
    }

    private mutating func applyZip64(_ field: ArraySlice<UInt8>) -> Bool {
        var rest = field
        func take(into number: inout UInt64) -> Bool {
            guard number == UInt64(UInt32.max) else { return true }
            guard rest.count >= 8 else { return false }
            number = Array(rest.prefix(8)).number(at: 0, bytes: 8)
            rest = rest.dropFirst(8)
            return true
        }
        return take(into: &size) && take(into: &packedSize) && take(into: &offset)
    }
}

extension [UInt8] {
    /// The little-endian number in the `count` bytes from `offset` on.
    fileprivate func number(at offset: Int, bytes count: Int) -> UInt64 {
        self[offset..<offset + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
