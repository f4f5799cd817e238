/// A JSON string in a message: where its content lies, between the quotes.
struct JSONText {
    /// The offsets of the first byte and of the closing quote.
    var start, end: Int
    /// Whether the content holds escapes, and so differs from what it spells.
    var isEscaped: Bool

    /// The bytes between the quotes: what the string spells, if it holds no escapes.
    @inline(__always)
    func written(in message: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: message[start..<end])
    }

    /// Hands over the bytes that the string spells. Allocates only for a string with escapes of over 1 kB.
    ///
    /// - Precondition: a scanner has found the string sound in the same bytes.
    @inline(__always)
    func withBytes<Result>(
        of message: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        let written = written(in: message)
        return isEscaped ? Self.withUnescaped(written, body) : body(written)
    }

    /// Whether the string spells `literal`.
    @inline(__always)
    func spells(_ literal: StaticString, in message: UnsafeRawBufferPointer) -> Bool {
        withBytes(of: message) { bytes in
            bytes.count == literal.utf8CodeUnitCount && literal.withUTF8Buffer { $0.elementsEqual(bytes) }
        }
    }

    @inline(never)
    private static func withUnescaped<Result>(
        _ written: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        // An escape is never shorter than the UTF-8 that it spells.
        withUnsafeTemporaryAllocation(byteCount: written.count, alignment: 1) { room in
            var (at, count) = (0, 0)
            while at < written.count {
                if let escape = JSONEscape(in: written, at: at) {
                    for byte in Unicode.UTF8.encode(escape.scalar) ?? Unicode.UTF8.encodedReplacementCharacter {
                        room[count] = byte
                        count += 1
                    }
                    at += escape.length
                } else {
                    room[count] = written[at]
                    (at, count) = (at + 1, count + 1)
                }
            }
            return body(UnsafeRawBufferPointer(rebasing: room[..<count]))
        }
    }
}
