/// A body sent in chunks (RFC 7230, 4.1): each its length in hexadecimal digits, a line break, the bytes and another
/// line break; an empty chunk, perhaps with header fields behind it, is the last.
struct ChunkedBody {
    /// The bytes of all chunks so far.
    private(set) var bytes: [UInt8] = []
    /// Whether nothing more can come: the last chunk is there, or what is there is not a chunk.
    private(set) var isWhole = false

    /// Reads what has come of a body.
    init(_ encoded: ArraySlice<UInt8>) {
        var rest = encoded
        while !isWhole, let line = Self.takeLine(from: &rest) {
            // Seven digits reach far beyond every limit.
            let digits = line.prefix { $0 != UInt8(ascii: ";") }.trimmingBlanks()
            let count = digits.count <= 7 ? Int(String(decoding: digits, as: UTF8.self), radix: 16) : nil
            guard let count, count > 0 else {
                isWhole = count != 0 || Self.hasEmptyLine(rest)
                return
            }
            bytes += rest.prefix(count)
            rest = rest.dropFirst(count)
            if rest.count < 2 { return }
            isWhole = !rest.starts(with: "\r\n".utf8)
            rest = rest.dropFirst(2)
        }
    }

    /// Whether the header fields behind the last chunk have come to their end.
    private static func hasEmptyLine(_ fields: ArraySlice<UInt8>) -> Bool {
        var rest = fields
        while let field = takeLine(from: &rest) { if field.isEmpty { return true } }
        return false
    }

    /// Cuts off the bytes up to the next line break, or gives `nil` if there is none.
    private static func takeLine(from rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return rest[..<end].last == UInt8(ascii: "\r") ? rest[..<end].dropLast() : rest[..<end]
    }
}
