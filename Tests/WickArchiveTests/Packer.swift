import CZlib

/// Makes compressed files by hand, so that the reader is not tested against itself.
enum Packer {
    /// Deflated bytes: `windowBits` −15 for none around them, 31 for gzip.
    static func deflated(_ bytes: [UInt8], windowBits: Int32) -> [UInt8] {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        let status = deflateInit2_(
            &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
        precondition(status == Z_OK, "zlib starts")
        defer { deflateEnd(&stream) }
        var (input, output) = (bytes, [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(bytes.count))) + 64))
        let room = output.count
        input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                (stream.next_in, stream.avail_in) = (input.baseAddress, uInt(input.count))
                (stream.next_out, stream.avail_out) = (output.baseAddress, uInt(output.count))
                precondition(deflate(&stream, Z_FINISH) == Z_STREAM_END, "the output is large enough")
            }
        }
        return Array(output.prefix(room - Int(stream.avail_out)))
    }

    /// A gzip file of one member.
    static func gzip(_ text: String) -> [UInt8] { deflated(Array(text.utf8), windowBits: 31) }

    /// A file to put into a zip, and how.
    struct Member {
        var name: String
        var text: String
        var isStored = false
        /// What the headers say, where it is to differ from the truth.
        var method: UInt16?
        var flags: UInt16 = 0
        var checksum: UInt32?
        var size: UInt32?
    }

    /// A zip (PKWARE's APPNOTE.TXT, 4.3), with every size in zip64 fields if so wished.
    static func zip(_ members: [Member], zip64: Bool = false, comment: String = "") -> [UInt8] {
        var (file, directory) = ([UInt8](), [UInt8]())
        for member in members {
            let bytes = Array(member.text.utf8)
            let packed = member.isStored ? bytes : deflated(bytes, windowBits: -15)
            let size = member.size.map(Int.init) ?? bytes.count
            let common =
                little(20, 2) + little(Int(member.flags), 2)
                + little(Int(member.method ?? (member.isStored ? 0 : 8)), 2)
                + little(0, 4) + little(Int(member.checksum ?? checksum(bytes)), 4)
            let sizes = zip64 ? little(-1, 4) + little(-1, 4) : little(packed.count, 4) + little(size, 4)
            let name = Array(member.name.utf8)
            let offset = file.count
            file += little(0x0403_4B50, 4) + common + sizes + little(name.count, 2) + little(0, 2) + name + packed
            let extra =
                zip64
                ? little(0x7875, 2) + little(2, 2) + [9, 9]  // a field that the reader has to step over
                    + little(1, 2) + little(24, 2) + little(size, 8) + little(packed.count, 8) + little(offset, 8) : []
            directory += little(0x0201_4B50, 4) + little(20, 2) + common + sizes + little(name.count, 2)
            directory += little(extra.count, 2) + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4)
            directory += (zip64 ? little(-1, 4) : little(offset, 4)) + name + extra
        }
        let start = file.count
        file += directory
        if zip64 {
            let end64 = file.count
            file += little(0x0606_4B50, 4) + little(44, 8) + little(45, 2) + little(45, 2) + little(0, 4) + little(0, 4)
            file += little(members.count, 8) + little(members.count, 8) + little(directory.count, 8) + little(start, 8)
            file += little(0x0706_4B50, 4) + little(0, 4) + little(end64, 8) + little(1, 4)
        }
        file += little(0x0605_4B50, 4) + little(0, 4) + little(members.count, 2) + little(members.count, 2)
        file += zip64 ? little(-1, 4) + little(-1, 4) : little(directory.count, 4) + little(start, 4)
        return file + little(comment.utf8.count, 2) + Array(comment.utf8)
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 { UInt32(crc32(0, bytes, uInt(bytes.count))) }

    private static func little(_ number: Int, _ bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}
