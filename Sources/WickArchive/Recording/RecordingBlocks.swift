import CZlib
import Glibc

/// The blocks of one file of a recording, unpacked one by one.
final class RecordingBlocks {
    /// The largest block that a recorder writes, unpacked, and some: all that may wait, and one answer of 64 MiB more.
    private static let blockBytesMax = 256 << 20
    private static let inputBytes = 64 << 10

    /// Where the next block begins.
    private(set) var offset: Int64 = 0
    private let file: InputFile
    /// On the heap, because zlib's state points back to it.
    private let stream: UnsafeMutablePointer<z_stream>
    private var input = [UInt8](repeating: 0, count: inputBytes)

    init(path: String) throws(ArchiveError) {
        file = try InputFile(path: path)
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let windowBitsOfGzip = Int32(15 + 16)
        let status = wick_inflateInit2(stream, windowBitsOfGzip)
        guard status == Z_OK else { throw .unreadable(path: path, reason: "zlib does not start (\(status))") }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    var path: String { file.path }
    var size: Int64 { file.size }

    /// The size of a file; `nil` if there is none.
    static func size(of path: String) throws(ArchiveError) -> Int64? {
        var status = stat()
        if stat(path, &status) == 0 { return Int64(status.st_size) }
        if errno == ENOENT { return nil }
        throw ArchiveError(errno: errno, path: path)
    }

    /// What stands in the first block.
    /// - Throws: ``ArchiveError/notRecording(path:)``, ``ArchiveError/newerRecording(path:version:)``.
    func header() throws(ArchiveError) -> RecordingHeader {
        let first: [UInt8]?
        do throws(ArchiveError) { first = try next(bytesMax: 1 << 20) } catch {
            if case .unreadable = error { throw error }
            throw .notRecording(path: path)
        }
        var parser = EntryParser(first ?? [])
        guard let (version, header) = parser.header() else { throw .notRecording(path: path) }
        guard let header else { throw .newerRecording(path: path, version: version) }
        return header
    }

    /// The bytes of the next block, whose checksum is right; `nil` at the end of the file.
    /// - Throws: ``ArchiveError/truncated(place:)`` if the file ends within the block, and
    ///   ``ArchiveError/damagedRecording(path:offset:detail:)``.
    func next(bytesMax: Int = blockBytesMax) throws(ArchiveError) -> [UInt8]? {
        if offset >= file.size { return nil }
        guard inflateReset(stream) == Z_OK else { throw damage("zlib does not start again") }
        var output = [UInt8](repeating: 0, count: Self.inputBytes)
        var (filled, place) = (0, offset)
        while true {
            let count = try fill(from: place)
            guard count > 0 else { throw .truncated(place: path) }
            let (status, used) = inflateInput(count, &output, &filled)
            place += Int64(used)
            switch status {
            case Z_STREAM_END:
                offset = place
                return Array(output[..<filled])
            case Z_OK, Z_BUF_ERROR:
                guard filled <= bytesMax else { throw damage("a block is larger than any that wick writes") }
            default:
                throw damage(stream.pointee.msg.map { String(cString: $0) } ?? "zlib's code \(status)")
            }
        }
    }

    private func damage(_ detail: String) -> ArchiveError {
        .damagedRecording(path: path, offset: offset, detail: detail)
    }

    private func fill(from place: Int64) throws(ArchiveError) -> Int {
        var result: Result<Int, ArchiveError> = .success(0)
        input.withUnsafeMutableBytes { buffer in
            do throws(ArchiveError) {
                result = .success(try file.read(into: buffer, at: place))
            } catch { result = .failure(error) }
        }
        return try result.get()
    }

    /// Unpacks what lies in `input`, and makes room for it.
    private func inflateInput(_ count: Int, _ output: inout [UInt8], _ filled: inout Int) -> (status: Int32, used: Int)
    {
        var (status, used) = (Z_OK, 0)
        while status == Z_OK, used < count {
            if filled == output.count { output += [UInt8](repeating: 0, count: output.count) }
            input.withUnsafeMutableBufferPointer { input in
                output.withUnsafeMutableBufferPointer { output in
                    stream.pointee.next_in = input.baseAddress.map { $0 + used }
                    stream.pointee.avail_in = uInt(count - used)
                    stream.pointee.next_out = output.baseAddress.map { $0 + filled }
                    stream.pointee.avail_out = uInt(output.count - filled)
                    status = inflate(stream, Z_NO_FLUSH)
                    used = count - Int(stream.pointee.avail_in)
                    filled = output.count - Int(stream.pointee.avail_out)
                }
            }
        }
        return (status, used)
    }
}
