/// A stream of unpacked bytes.
protocol ByteSource: AnyObject {
    /// Writes the next bytes to the start of `buffer`, which is not empty, and says how many; 0 only at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int
}

/// The bytes of a file as they are, over a range of it.
final class StoredBytes: ByteSource {
    private let file: InputFile
    private var offset: Int64
    private let end: Int64

    init(file: InputFile, in range: Range<Int64>) {
        self.file = file
        (offset, end) = (range.lowerBound, range.upperBound)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
        let count = Int(min(Int64(buffer.count), end - offset))
        let filled = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]), at: offset)
        offset += Int64(filled)
        return filled
    }
}
