/// Reads the JSON of a control message, and says where it is wrong in the words of the exchange.
struct JSONParser {
    /// Where the text stops being JSON; both count from 1.
    struct Failure: Error, Equatable {
        var reason: String
        var line, column: Int
    }
    /// How deep arrays and objects may lie in each other.
    private static let depthMax = 32

    private let bytes: [UInt8]
    private var place = 0
    private var depth = 0

    /// The value that a text holds, with nothing but white space around it.
    static func value(of bytes: [UInt8]) throws(Failure) -> JSONValue {
        var parser = JSONParser(bytes: bytes)
        let value = try parser.value()
        parser.skipSpace()
        guard parser.place == bytes.count else { throw parser.failure("trailing characters") }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// Where a text ends: its last line, and the column of its last byte.
    static func end(of bytes: [UInt8]) -> (line: Int, column: Int) {
        let failure = JSONParser(bytes: bytes).failure("", at: bytes.count - 1)
        return (failure.line, failure.column)
    }

    private func failure(_ reason: String, at place: Int? = nil) -> Failure {
        let before = bytes.prefix(max(0, place ?? self.place))
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return Failure(reason: reason, line: line, column: before.count - start + 1)
    }

    private var current: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || (0x09...0x0D).contains(byte) { place += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard current == byte else { return false }
        place += 1
        return true
    }

    private mutating func value() throws(Failure) -> JSONValue {
        skipSpace()
        guard let byte = current else { throw failure("EOF while parsing a value") }
        switch byte {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: throw failure("expected value")
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(Failure) -> JSONValue {
        guard bytes[place...].starts(with: word.utf8) else { throw failure("expected ident") }
        place += word.utf8.count
        return value
    }

    private mutating func number() throws(Failure) -> JSONValue {
        let start = place
        while let byte = current, "+-.0123456789eE".utf8.contains(byte) { place += 1 }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        guard Double(text) != nil else { throw failure("invalid number", at: start) }
        return .number(text)
    }

    private mutating func descend() throws(Failure) {
        depth += 1
        place += 1
        if depth > Self.depthMax { throw failure("recursion limit exceeded") }
    }

    private mutating func array() throws(Failure) -> JSONValue {
        try descend()
        defer { depth -= 1 }
        var values: [JSONValue] = []
        if take(UInt8(ascii: "]")) { return .array(values) }
        while true {
            values.append(try value())
            if take(UInt8(ascii: "]")) { return .array(values) }
            guard take(UInt8(ascii: ",")) else { throw failure("expected `,` or `]`") }
        }
    }

    private mutating func object() throws(Failure) -> JSONValue {
        try descend()
        defer { depth -= 1 }
        var members: [String: JSONValue] = [:]
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipSpace()
            guard current == UInt8(ascii: "\"") else { throw failure("key must be a string") }
            let key = try string()
            guard take(UInt8(ascii: ":")) else { throw failure("expected `:`") }
            members[key] = try value()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw failure("expected `,` or `}`") }
        }
    }

    private mutating func string() throws(Failure) -> String {
        place += 1
        var text: [UInt8] = []
        while let byte = current {
            place += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(into: &text)
            case ..<0x20: throw failure("control character (\\u0000-\\u001F) found while parsing a string")
            default: text.append(byte)
            }
        }
        throw failure("EOF while parsing a string")
    }

    private mutating func escape(into text: inout [UInt8]) throws(Failure) {
        guard let byte = current else { throw failure("EOF while parsing a string") }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try scalar()).utf8)
        default: throw failure("invalid escape")
        }
    }

    /// The scalar of `\uXXXX`, or of two of them that are a surrogate pair.
    private mutating func scalar() throws(Failure) -> Unicode.Scalar {
        let unit = try codeUnit()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard unit < 0xDC00, bytes[place...].starts(with: #"\u"#.utf8) else { throw failure("lone surrogate") }
        place += 2
        let low = try codeUnit()
        guard (0xDC00..<0xE000).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        else { throw failure("lone surrogate") }
        return scalar
    }

    private mutating func codeUnit() throws(Failure) -> UInt32 {
        guard place + 4 <= bytes.count,
            let unit = UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
        else { throw failure("invalid escape") }
        place += 4
        return unit
    }
}
