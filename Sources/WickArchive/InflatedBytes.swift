import CZlib

/// Deflated bytes of a file, unpacked piece by piece.
final class InflatedBytes: ByteSource {
    /// What lies around the deflated data.
    enum Wrapping {
        /// One or more gzip members, one behind the other (RFC 1952); zlib checks their checksums.
        case gzip
        /// Nothing (RFC 1951), as in a zip; the zip's directory has the checksum.
        case none
    }

    private static let inputBytes = 32 << 10

    private let packed: StoredBytes
    private let place: String
    private let wrapping: Wrapping
    private let bytesMax: Int64
    private var unpacked: Int64 = 0
    private var isAtEndOfMember = false
    /// On the heap, because zlib's state points back to it.
    private let stream: UnsafeMutablePointer<z_stream>
    private let input: UnsafeMutableRawBufferPointer

    /// - Parameter bytesMax: the most bytes to unpack before giving up.
    init(_ packed: StoredBytes, wrapping: Wrapping, place: String, bytesMax: Int64) throws(ArchiveError) {
        (self.packed, self.place, self.wrapping, self.bytesMax) = (packed, place, wrapping, bytesMax)
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        input = .allocate(byteCount: Self.inputBytes, alignment: 16)
        let windowBits = Int32(15)
        let status = wick_inflateInit2(stream, wrapping == .gzip ? windowBits + 16 : -windowBits)
        guard status == Z_OK else { throw .unreadable(path: place, reason: "zlib does not start (\(status))") }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        input.deallocate()
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
        while true {
            if stream.pointee.avail_in == 0 {
                let hasMore = try refill()
                if isAtEndOfMember, !hasMore { return 0 }
                guard hasMore else { throw .truncated(place: place) }
            }
            if isAtEndOfMember { try startNextMember() }
            let produced = try inflateOnce(into: buffer)
            if produced > 0 { return produced }
        }
    }

    private func refill() throws(ArchiveError) -> Bool {
        let count = try packed.read(into: input)
        stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: Bytef.self)
        stream.pointee.avail_in = uInt(count)
        return count > 0
    }

    private func startNextMember() throws(ArchiveError) {
        guard wrapping == .gzip, inflateReset(stream) == Z_OK else {
            throw .damaged(place: place, detail: "bytes behind the end of the packed data")
        }
        isAtEndOfMember = false
    }

    private func inflateOnce(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
        let room = uInt(min(buffer.count, 1 << 30))
        stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: Bytef.self)
        stream.pointee.avail_out = room
        let waiting = stream.pointee.avail_in
        let status = inflate(stream, Z_NO_FLUSH)
        let produced = Int(room - stream.pointee.avail_out)
        unpacked += Int64(produced)
        guard unpacked <= bytesMax else { throw .tooLarge(place: place, bytesMax: bytesMax) }
        switch status {
        case Z_STREAM_END: isAtEndOfMember = true
        case Z_OK, Z_BUF_ERROR:
            guard produced > 0 || stream.pointee.avail_in < waiting else {
                throw .damaged(place: place, detail: "the packed data leads nowhere")
            }
        default: throw failure(status)
        }
        return produced
    }

    private func failure(_ status: Int32) -> ArchiveError {
        let detail = stream.pointee.msg.map { String(cString: $0) } ?? "zlib's code \(status)"
        // zlib's own words for the checksum in a gzip's trailer.
        return detail == "incorrect data check"
            ? .checksumMismatch(place: place) : .damaged(place: place, detail: detail)
    }
}
