/// Holds a file to JSON where libyaml would take more: JSON is all but a subset of YAML, so libyaml reads it, and this
/// notes comments, words without quotes, commas too many or too few and the like, each with its line.
struct JSONText {
    /// Notes everything that is YAML but not JSON.
    static func check(_ bytes: [UInt8], into mistakes: inout Mistakes) {
        var text = JSONText(bytes: bytes)
        while let token = text.next() { text.take(token, into: &mistakes) }
        if text.previous == nil { mistakes.add(line: 1, "the file is empty. Write {} for the defaults.") }
    }

    private struct Token {
        enum Kind: Equatable { case open, close, comma, colon, comment, string(isWhole: Bool), literal(String) }
        let kind: Kind
        let line: Int
    }

    private let bytes: [UInt8]
    private var position: Int
    private var line = 1
    private var depth = 0
    private var previous: Token.Kind?

    private init(bytes: [UInt8]) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    private mutating func take(_ token: Token, into mistakes: inout Mistakes) {
        func note(_ text: String) { mistakes.add(line: token.line, text) }
        if case .comment = token.kind { return note("JSON has no comments. Take the comment out.") }
        defer { previous = token.kind }
        if previous == nil, token.kind != .open {
            note("the file must be a JSON object. Write {\"key\": value, …}.")
        } else if previous != nil, depth <= 0 {
            if previous == .close { note("there is more text after the closing brace. Take it out.") }
            return
        }
        switch token.kind {
        case .open: depth += 1
        case .close:
            depth -= 1
            if previous == .comma { note("the comma before the closing brace is one too many. Take it out.") }
        case .literal(let word): check(literal: word, note: note)
        case .string(isWhole: false): note("a text does not end on its line. Close it with '\"', or write \\n.")
        case .comma, .colon, .comment, .string: break
        }
        if startsValue(token.kind), endsValue(previous) { note("a ',' or ':' is missing before this value.") }
    }

    private func check(literal word: String, note: (String) -> Void) {
        if Decimal.isNumber(word), !Decimal.isJSON(word) {
            note("\(word.quoted) is not a number of JSON. Write it as in 0.001: no '+', no zero before other digits.")
        } else if !["true", "false", "null"].contains(word), !Decimal.isNumber(word) {
            note("\(word.quoted) is not JSON. All but numbers, true, false and null stands in double quotes.")
        }
    }

    private func startsValue(_ kind: Token.Kind) -> Bool {
        switch kind {
        case .open, .string, .literal: true
        case .close, .comma, .colon, .comment: false
        }
    }

    private func endsValue(_ kind: Token.Kind?) -> Bool {
        switch kind {
        case .close, .string, .literal: true
        case .open, .comma, .colon, .comment, nil: false
        }
    }

    private mutating func next() -> Token? {
        while position < bytes.count {
            let start = line
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: "\r"): if position == bytes.count || bytes[position] != UInt8(ascii: "\n") { line += 1 }
            case UInt8(ascii: " "), UInt8(ascii: "\t"): break
            case UInt8(ascii: "{"), UInt8(ascii: "["): return Token(kind: .open, line: start)
            case UInt8(ascii: "}"), UInt8(ascii: "]"): return Token(kind: .close, line: start)
            case UInt8(ascii: ","): return Token(kind: .comma, line: start)
            case UInt8(ascii: ":"): return Token(kind: .colon, line: start)
            case UInt8(ascii: "\""): return Token(kind: .string(isWhole: skipString()), line: start)
            case UInt8(ascii: "#"), UInt8(ascii: "/"):
                skipLine()
                return Token(kind: .comment, line: start)
            default: return Token(kind: .literal(literal()), line: start)
            }
        }
        return nil
    }

    /// Goes behind the closing quote; false if the line ends before it.
    private mutating func skipString() -> Bool {
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return false
            case UInt8(ascii: "\\"): position += isLineBreak(at: position + 1) ? 1 : 2
            case UInt8(ascii: "\""):
                position += 1
                return true
            default: position += 1
            }
        }
        return false
    }

    private func isLineBreak(at index: Int) -> Bool {
        index < bytes.count && (bytes[index] == UInt8(ascii: "\n") || bytes[index] == UInt8(ascii: "\r"))
    }

    private mutating func skipLine() {
        while position < bytes.count, !isLineBreak(at: position) { position += 1 }
    }

    /// The word that starts before the position.
    private mutating func literal() -> String {
        let start = position - 1
        let end = Array("\r\n \t{}[],:\"".utf8)
        while position < bytes.count, !end.contains(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }
}
