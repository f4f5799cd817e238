/// Bytes as words of eight, to hash and compare them by: the last word overlaps the one before it, and fewer than eight
/// bytes make one word. Of two texts of the same length the words are the same exactly if the bytes are.
struct ByteWords {
    private let start: UnsafeRawPointer?
    private let byteCount: Int

    @inline(__always)
    init(_ bytes: UnsafeRawBufferPointer) { (start, byteCount) = (bytes.baseAddress, bytes.count) }

    /// The number of words.
    @inline(__always)
    var count: Int { (byteCount + 7) / 8 }

    @inline(__always)
    subscript(index: Int) -> UInt64 {
        guard let start, index >= 0, index < count else { return 0 }
        if byteCount >= 8 { return (start + min(8 * index, byteCount - 8)).loadUnaligned(as: UInt64.self) }
        if byteCount >= 4 {
            return UInt64(start.loadUnaligned(as: UInt32.self)) << 32
                | UInt64((start + (byteCount - 4)).loadUnaligned(as: UInt32.self))
        }
        func byte(_ offset: Int) -> UInt64 { UInt64((start + offset).load(as: UInt8.self)) }
        return byte(0) | byte(byteCount / 2) << 8 | byte(byteCount - 1) << 16
    }

    /// Whether the bytes are the same.
    @inline(__always)
    static func == (one: Self, other: Self) -> Bool {
        guard one.byteCount == other.byteCount else { return false }
        for index in 0..<one.count where one[index] != other[index] { return false }
        return true
    }
}
