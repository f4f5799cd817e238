import CZlib

/// The bytes of one member of a zip, unpacked, and checked against the zip's directory at their end.
final class ZipMemberBytes: ByteSource {
    private let member: ZipMember
    private let place: String
    private let source: any ByteSource
    private var count: UInt64 = 0
    private var checksum: uLong = 0

    init(_ member: ZipMember, in zip: ZipDirectory, place: String, limits: ArchiveLimits) throws(ArchiveError) {
        (self.member, self.place) = (member, place)
        guard !member.isEncrypted else { throw .unsupported(place: place, detail: "is encrypted") }
        guard member.size <= UInt64(limits.unpackedBytesMax) else {
            throw .tooLarge(place: place, bytesMax: limits.unpackedBytesMax)
        }
        let packed = StoredBytes(file: zip.file, in: try zip.packedRange(of: member, place: place))
        switch member.method {
        case .stored: source = packed
        case .deflated:
            source = try InflatedBytes(packed, wrapping: .none, place: place, bytesMax: limits.unpackedBytesMax)
        case .other(let number):
            throw .unsupported(place: place, detail: "is packed with method \(number), not stored or deflated")
        }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
        let produced = try source.read(into: buffer)
        count += UInt64(produced)
        guard count <= member.size, produced > 0 || count == member.size else {
            throw .damaged(place: place, detail: "its size is not \(member.size) bytes")
        }
        let bytes = buffer.baseAddress?.assumingMemoryBound(to: Bytef.self)
        checksum = crc32(checksum, bytes, uInt(produced))
        if produced == 0, checksum != uLong(member.checksum) { throw .checksumMismatch(place: place) }
        return produced
    }
}
