import Glibc

/// Cuts a stream of bytes into lines, with one buffer of fixed size and no copy of a line that lies whole in it.
///
/// Lines end in LF or CR LF, which are not part of them; the last one may have no end. A line that is longer than the
/// bound is reported once and passed over without being kept.
final class LineReader {
    /// A line.
    enum Line {
        /// The bytes in `[start, end)`, valid until the next call.
        case whole(start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
        /// The line is longer than the bound.
        case tooLong
    }

    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// The number of the line that ``next()`` gave last, from 1.
    private(set) var number = 0
    private let source: any ByteSource
    private let lineBytesMax: Int
    private let base: UnsafeMutablePointer<UInt8>
    private let capacity: Int
    /// What is read and not given yet.
    private var start = 0, end = 0
    private var isAtEnd = false

    /// - Parameter bufferBytes: how much is read at once, at least.
    init(_ source: any ByteSource, lineBytesMax: Int, bufferBytes: Int = 64 << 10) {
        (self.source, self.lineBytesMax) = (source, lineBytesMax)
        capacity = bufferBytes + lineBytesMax + 2  // what is left when reading on is at most a line and CR
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    /// The next line, or `nil` at the end.
    func next() throws(ArchiveError) -> Line? {
        var searched = 0
        while true {
            if let feed = memchr(base + start + searched, Int32(Self.lineFeed), end - start - searched) {
                return take(to: UnsafeRawPointer(feed) - UnsafeRawPointer(base), skipping: 1)
            }
            searched = end - start
            if isAtEnd { return searched > 0 ? take(to: end, skipping: 0) : nil }
            if searched > lineBytesMax + 1 {
                try passOverLine()
                number += 1
                return .tooLong
            }
            try refill()
        }
    }

    private func take(to lineEnd: Int, skipping feed: Int) -> Line {
        let first = start
        var last = lineEnd
        start = lineEnd + feed
        number += 1
        if last > first, base[last - 1] == Self.carriageReturn { last -= 1 }
        return last - first > lineBytesMax ? .tooLong : .whole(start: base + first, end: base + last)
    }

    /// Moves what is left to the front and reads on behind it.
    private func refill() throws(ArchiveError) {
        if start > 0 {
            base.update(from: base + start, count: end - start)
            (start, end) = (0, end - start)
        }
        let count = try source.read(into: UnsafeMutableRawBufferPointer(start: base + end, count: capacity - end))
        isAtEnd = count == 0
        end += count
    }

    private func passOverLine() throws(ArchiveError) {
        while !isAtEnd {
            (start, end) = (0, 0)
            try refill()
            if let feed = memchr(base, Int32(Self.lineFeed), end) {
                start = UnsafeRawPointer(feed) - UnsafeRawPointer(base) + 1
                return
            }
        }
        start = end
    }
}
