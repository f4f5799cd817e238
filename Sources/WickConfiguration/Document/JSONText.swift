/// Holds a file to JSON (RFC 8259) where libyaml would take more. JSON is all but a subset of YAML, so libyaml reads
/// the values; this only says, with the line, where the text is not JSON.
struct JSONText {
    /// Notes what is not JSON: every comment and every word without quotes, up to the first token out of place.
    static func check(_ bytes: [UInt8], into mistakes: inout Mistakes) {
        var text = JSONText(bytes: bytes)
        var lastLine = 1
        while let token = text.next() {
            lastLine = token.line
            guard text.take(token, into: &mistakes) else { return }
        }
        switch text.due {
        case .object: mistakes.add(line: lastLine, "the file is empty. Write {} for the defaults.")
        case .end: break
        default: mistakes.add(line: lastLine, "the file ends too early: \(text.due.words) is missing.")
        }
    }

    private struct Token {
        enum Kind: Equatable {
            case open(isObject: Bool)
            case close(isObject: Bool)
            case comma, colon, comment
            /// `flaw` is what is wrong with it, if anything is.
            case string(flaw: String?)
            /// A text without an end on its line.
            case openString
            case literal(String)
        }
        let kind: Kind
        let line: Int
    }

    /// What has to come next.
    private enum Due {
        case object, value, valueOrClose, key, keyOrClose, colon, commaOrClose, end

        var words: String {
            switch self {
            case .object: "'{'"
            case .value, .valueOrClose: "a value"
            case .key, .keyOrClose: "a key in double quotes"
            case .colon: "':'"
            case .commaOrClose: "',' or a closing brace"
            case .end: "nothing"
            }
        }
    }

    private let bytes: [UInt8]
    private var position: Int
    private var line = 1
    private var due = Due.object
    /// For each bracket that is open, whether it is an object's.
    private var isObject: [Bool] = []

    private init(bytes: [UInt8]) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// False if the token is out of place, so that nothing can be said about those behind it.
    private mutating func take(_ token: Token, into mistakes: inout Mistakes) -> Bool {
        func note(_ text: String) { mistakes.add(line: token.line, text) }
        switch (due, token.kind) {
        case (_, .comment):
            note("JSON has no comments. Take the comment out.")
        case (.object, .open(true)), (.value, .open), (.valueOrClose, .open):
            let opensObject = token.kind == .open(isObject: true)
            isObject.append(opensObject)
            due = opensObject ? .keyOrClose : .valueOrClose
        case (.value, .string(let flaw)), (.valueOrClose, .string(let flaw)):
            if let flaw { note(flaw) }
            due = .commaOrClose
        case (.value, .literal(let word)), (.valueOrClose, .literal(let word)):
            if let flaw = Self.flaw(ofLiteral: word) { note(flaw) }
            due = .commaOrClose
        case (.key, .string(let flaw)), (.keyOrClose, .string(let flaw)):
            if let flaw { note(flaw) }
            due = .colon
        case (.key, .literal(let word)), (.keyOrClose, .literal(let word)):
            note("the key \(word.filter { $0 != "'" }.quoted) is not JSON. Put it in double quotes.")
            due = .colon
        case (.colon, .colon):
            due = .value
        case (.commaOrClose, .comma):
            due = isObject.last == true ? .key : .value
        case (.keyOrClose, .close(isObject.last)), (.valueOrClose, .close(isObject.last)),
            (.commaOrClose, .close(isObject.last)):
            isObject.removeLast()
            due = isObject.isEmpty ? .end : .commaOrClose
        default:
            note(textOfMisplaced(token.kind))
            return false
        }
        return true
    }

    private func textOfMisplaced(_ kind: Token.Kind) -> String {
        switch (due, kind) {
        case (_, .openString): "a text does not end on its line. Close it with '\"', or write \\n."
        case (.object, _): "the file must be a JSON object. Write {\"key\": value, …}."
        case (.end, _): "there is more text after the closing brace. Take it out."
        case (.key, .close): "the comma before the closing brace is one too many. Take it out."
        default: "\(due.words) is missing here."
        }
    }

    private static func flaw(ofLiteral word: String) -> String? {
        if ["true", "false", "null"].contains(word) || Decimal.isJSON(word) { return nil }
        return Decimal.isNumber(word)
            ? "\(word.quoted) is not a number of JSON. Write it as in 0.001: no '+', no zero before other digits."
            : "\(word.quoted) is not JSON. All but numbers, true, false and null stands in double quotes."
    }

    private mutating func next() -> Token? {
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: "\r"): if position == bytes.count || bytes[position] != UInt8(ascii: "\n") { line += 1 }
            case UInt8(ascii: " "), UInt8(ascii: "\t"): break
            default: return Token(kind: kind(startingWith: byte), line: line)
            }
        }
        return nil
    }

    private mutating func kind(startingWith byte: UInt8) -> Token.Kind {
        switch byte {
        case UInt8(ascii: "{"): return .open(isObject: true)
        case UInt8(ascii: "["): return .open(isObject: false)
        case UInt8(ascii: "}"): return .close(isObject: true)
        case UInt8(ascii: "]"): return .close(isObject: false)
        case UInt8(ascii: ","): return .comma
        case UInt8(ascii: ":"): return .colon
        case UInt8(ascii: "\""): return string()
        case UInt8(ascii: "#"), UInt8(ascii: "/"):
            while position < bytes.count, !isLineBreak(bytes[position]) { position += 1 }
            return .comment
        default:
            let start = position - 1
            let ends = Array("\r\n \t{}[],:\"".utf8)
            while position < bytes.count, !ends.contains(bytes[position]) { position += 1 }
            return .literal(String(decoding: bytes[start..<position], as: UTF8.self))
        }
    }

    /// Goes behind the closing quote, or to the end of the line that lacks it.
    private mutating func string() -> Token.Kind {
        var flaw: String?
        while position < bytes.count, !isLineBreak(bytes[position]) {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                return .string(flaw: flaw)
            case UInt8(ascii: "\t"):
                flaw = "a text has a tab in it. Write \\t."
            case UInt8(ascii: "\\"):
                guard position < bytes.count, !isLineBreak(bytes[position]) else { break }
                if !"\"\\/bfnrtu".utf8.contains(bytes[position]) {
                    flaw = "a text has a '\\' that JSON does not know. Write \\\\ for the character itself."
                }
                position += 1
            default:
                break
            }
        }
        return .openString
    }

    private func isLineBreak(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
}
