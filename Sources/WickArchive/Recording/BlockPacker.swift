import CZlib

/// Packs the blocks of a recording: each one a gzip member, whole in itself, so that `zcat` unpacks the file, a torn end
/// costs one block, and its checksum tells damage.
enum BlockPacker {
    /// A block of more bytes than this is packed fast rather than small: it comes of a busy feed.
    private static let busyBytes = 256 << 10

    /// A gzip member of these bytes.
    /// - Returns: `nil` if zlib has no memory.
    static func pack(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = z_stream()
        let windowBitsOfGzip = Int32(15 + 16)
        let level = bytes.count > busyBytes ? Z_BEST_SPEED : Z_DEFAULT_COMPRESSION
        guard wick_deflateInit2(&stream, level, windowBitsOfGzip) == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        let room = Int(deflateBound(&stream, uLong(bytes.count)))
        var status = Z_OK
        let packed = [UInt8](unsafeUninitializedCapacity: room) { output, count in
            bytes.withUnsafeBufferPointer { input in
                // zlib only reads its input; the pointer's type comes from C before `const`.
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = uInt(input.count)
                (stream.next_out, stream.avail_out) = (output.baseAddress, uInt(room))
                status = deflate(&stream, Z_FINISH)
            }
            count = room - Int(stream.avail_out)
        }
        return status == Z_STREAM_END ? packed : nil
    }
}
