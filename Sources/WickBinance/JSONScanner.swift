/// Walks over JSON text of any shape (RFC 8259), checks its grammar in full, and says where values lie.
///
/// Nothing is copied and nothing is allocated. It never reads beyond the buffer, and nesting deeper than ``depthMax``
/// is a flaw, so that no text makes it recurse far.
struct JSONScanner {
    /// The deepest nesting taken; Binance's messages have 4.
    static let depthMax = 32

    private let bytes: UnsafeRawBufferPointer
    private var at: Int

    /// A scanner over `bytes` that starts at the offset `start`.
    init(_ bytes: UnsafeRawBufferPointer, at start: Int = 0) {
        (self.bytes, at) = (bytes, start)
    }

    /// The value that the whole text is, blanks around it left out.
    mutating func document() throws(JSONFlaw) -> JSONValue {
        skipBlanks()
        let value = try self.value(depth: 0)
        skipBlanks()
        guard at == bytes.count else { throw flaw("text behind the value") }
        return value
    }

    /// Hands over the members of the object at the current place, in their order; nested values are checked, not
    /// entered.
    mutating func object(depth: Int = 0, _ visit: (JSONText, JSONValue) -> Void) throws(JSONFlaw) {
        at += 1
        skipBlanks()
        if take(UInt8(ascii: "}")) { return }
        while true {
            guard peek == UInt8(ascii: "\"") else { throw flaw("a key expected") }
            let key = try string()
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw flaw("':' expected") }
            skipBlanks()
            visit(key, try value(depth: depth + 1))
            skipBlanks()
            if take(UInt8(ascii: "}")) { return }
            guard take(UInt8(ascii: ",")) else { throw flaw("',' or '}' expected") }
            skipBlanks()
        }
    }

    private mutating func array(depth: Int) throws(JSONFlaw) {
        at += 1
        skipBlanks()
        if take(UInt8(ascii: "]")) { return }
        while true {
            _ = try value(depth: depth + 1)
            skipBlanks()
            if take(UInt8(ascii: "]")) { return }
            guard take(UInt8(ascii: ",")) else { throw flaw("',' or ']' expected") }
            skipBlanks()
        }
    }

    private mutating func value(depth: Int) throws(JSONFlaw) -> JSONValue {
        guard depth < Self.depthMax else { throw flaw("nested too deep") }
        let start = at
        let kind: JSONValue.Kind
        switch peek {
        case UInt8(ascii: "{"):
            try object(depth: depth) { _, _ in }
            kind = .object
        case UInt8(ascii: "["):
            try array(depth: depth)
            kind = .array
        case UInt8(ascii: "\""):
            kind = .string(isEscaped: try string().isEscaped)
        case UInt8(ascii: "t"):
            try word("true")
            kind = .boolean(true)
        case UInt8(ascii: "f"):
            try word("false")
            kind = .boolean(false)
        case UInt8(ascii: "n"):
            try word("null")
            kind = .null
        default:
            kind = .number(isInteger: try number())
        }
        return JSONValue(kind: kind, start: start, end: at)
    }

    // MARK: Tokens

    private mutating func string() throws(JSONFlaw) -> JSONText {
        at += 1
        var text = JSONText(start: at, end: at, isEscaped: false)
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                text.end = at
                at += 1
                return text
            case UInt8(ascii: "\\"):
                guard let escape = JSONEscape(in: bytes, at: at) else { throw flaw("a broken escape") }
                text.isEscaped = true
                at += escape.length
            case 0..<0x20: throw flaw("a control character in a string")
            case 0..<0x80: at += 1
            default: try character()
            }
        }
        throw flaw("a string without end")
    }

    /// A character of two to four bytes of UTF-8: the well-formed sequences of the Unicode standard's table 3-7.
    private mutating func character() throws(JSONFlaw) {
        let second: ClosedRange<UInt8>
        let length: Int
        switch bytes[at] {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw flaw("not UTF-8")
        }
        guard at + length <= bytes.count, second.contains(bytes[at + 1]),
            bytes[(at + 2)..<(at + length)].allSatisfy({ (0x80...0xBF).contains($0) })
        else { throw flaw("not UTF-8") }
        at += length
    }

    /// Passes over a number; `true` if it has neither fraction nor exponent.
    private mutating func number() throws(JSONFlaw) -> Bool {
        let start = at
        _ = take(UInt8(ascii: "-"))
        let isZero = take(UInt8(ascii: "0"))
        guard skipDigits() > 0 ? !isZero : isZero else {
            throw at == start ? flaw("a value expected") : flaw("a broken number")
        }
        var isInteger = true
        if take(UInt8(ascii: ".")) {
            guard skipDigits() > 0 else { throw flaw("a broken number") }
            isInteger = false
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            _ = take(UInt8(ascii: "+")) || take(UInt8(ascii: "-"))
            guard skipDigits() > 0 else { throw flaw("a broken number") }
            isInteger = false
        }
        return isInteger
    }

    private mutating func word(_ word: StaticString) throws(JSONFlaw) {
        let count = word.utf8CodeUnitCount
        guard at + count <= bytes.count, word.withUTF8Buffer({ $0.elementsEqual(bytes[at..<(at + count)]) }) else {
            throw flaw("a value expected")
        }
        at += count
    }

    // MARK: Bytes

    private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        at += 1
        return true
    }

    private mutating func skipBlanks() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
    }

    private mutating func skipDigits() -> Int {
        let start = at
        while let byte = peek, byte &- UInt8(ascii: "0") < 10 { at += 1 }
        return at - start
    }

    private func flaw(_ what: StaticString) -> JSONFlaw { JSONFlaw(what: what, offset: at) }
}
