/// A line of the journal, read back: the fields of one JSON object without others inside, as they stand there.
public struct JournalLine: Equatable, Sendable {
    /// What is wrong with a line.
    public struct Flaw: Error, Equatable, Sendable {}

    /// A field's value as JSON has it: a string with its quotes taken off and its escapes resolved, or another word.
    public enum Value: Equatable, Sendable {
        case text(String)
        /// A number, `true`, `false` or `null`, as written.
        case word(String)
    }

    /// Names and values, in the order in which they stand there.
    public private(set) var fields: [(name: String, value: Value)] = []

    /// Takes a line apart.
    /// - Throws: ``Flaw`` for everything but one flat object.
    public init(_ bytes: some Collection<UInt8>) throws(Flaw) {
        var scanner = Scanner(bytes: Array(bytes))
        try scanner.expect("{")
        if scanner.skip("}") {
            try scanner.end()
            return
        }
        repeat {
            let name = try scanner.string()
            try scanner.expect(":")
            fields.append((name, try scanner.value()))
        } while scanner.skip(",")
        try scanner.expect("}")
        try scanner.end()
    }

    public static func == (left: JournalLine, right: JournalLine) -> Bool {
        left.fields.elementsEqual(right.fields) { $0.name == $1.name && $0.value == $1.value }
    }

    /// The value of the first field of a name.
    public subscript(_ name: String) -> Value? { fields.first { $0.name == name }?.value }

    /// A text field; `nil` if there is none, or of another kind.
    public func text(_ name: String) -> String? { if case .text(let text) = self[name] { text } else { nil } }

    /// A number as it is written; `nil` if there is none, or of another kind.
    public func number(_ name: String) -> String? {
        guard case .word(let word) = self[name], let first = word.utf8.first else { return nil }
        return first == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) ? word : nil
    }
}

/// Reads JSON from the front.
private struct Scanner {
    let bytes: [UInt8]
    var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard place < bytes.count, bytes[place] == UInt8(ascii: scalar) else { return false }
        place += 1
        return true
    }

    mutating func expect(_ scalar: Unicode.Scalar) throws(JournalLine.Flaw) {
        guard skip(scalar) else { throw JournalLine.Flaw() }
    }

    mutating func end() throws(JournalLine.Flaw) {
        skipBlanks()
        guard place == bytes.count else { throw JournalLine.Flaw() }
    }

    mutating func value() throws(JournalLine.Flaw) -> JournalLine.Value {
        skipBlanks()
        guard place < bytes.count else { throw JournalLine.Flaw() }
        if bytes[place] == UInt8(ascii: "\"") { return .text(try string()) }
        let start = place
        while place < bytes.count, !Self.ends.contains(bytes[place]) { place += 1 }
        let word = String(decoding: bytes[start..<place], as: UTF8.self)
        // "nan" and "inf" are numbers to Swift, and none to JSON; so is "+1".
        let isNumber =
            Double(word) != nil && word.utf8.allSatisfy { Self.ofNumbers.contains($0) } && !word.hasPrefix("+")
        guard ["true", "false", "null"].contains(word) || isNumber else { throw JournalLine.Flaw() }
        return .word(word)
    }

    mutating func string() throws(JournalLine.Flaw) -> String {
        try expect("\"")
        var text: [UInt8] = []
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: text, as: UTF8.self) else { throw JournalLine.Flaw() }
                return text
            case UInt8(ascii: "\\"): text += try escaped()
            case 0..<0x20: throw JournalLine.Flaw()
            default: text.append(byte)
            }
        }
        throw JournalLine.Flaw()
    }

    private static let ends = Set(",} \t\"{[".utf8)
    private static let ofNumbers = Set("0123456789+-.eE".utf8)

    private mutating func skipBlanks() {
        while place < bytes.count, bytes[place] == UInt8(ascii: " ") || bytes[place] == UInt8(ascii: "\t") {
            place += 1
        }
    }

    private mutating func escaped() throws(JournalLine.Flaw) -> [UInt8] {
        guard place < bytes.count else { throw JournalLine.Flaw() }
        defer { place += 1 }
        switch bytes[place] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [bytes[place]]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "u"):
            guard place + 4 < bytes.count,
                let code = UInt32(String(decoding: bytes[place + 1...place + 4], as: UTF8.self), radix: 16),
                let scalar = Unicode.Scalar(code)  // half of a pair is none; wick writes no such
            else { throw JournalLine.Flaw() }
            place += 4
            return Array(String(Character(scalar)).utf8)
        default: throw JournalLine.Flaw()
        }
    }
}
