/// Looks at the bytes of a file before it is parsed: how many there are, and which of them are not text.
enum SourceText {
    /// The largest file that is read.
    static let bytesMax = 1 << 20

    /// Notes, once a line, what no configuration has: bytes that are not UTF-8, control characters, and directives.
    ///
    /// What passes has only the line breaks that every editor counts, so that libyaml's lines are the editor's.
    static func check(_ bytes: [UInt8], into mistakes: inout Mistakes) {
        guard bytes.count <= bytesMax else {
            mistakes.add(line: nil, "the file is larger than 1 MiB. A configuration is far smaller.")
            return
        }
        guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else {
            mistakes.add(line: 1, "the file is UTF-16. Save it as UTF-8.")
            return
        }
        var scan = Scan()
        var bytes = bytes.makeIterator()
        var decoder = UTF8()
        while true {
            switch decoder.decode(&bytes) {
            case .scalarValue(let scalar): scan.take(scalar, into: &mistakes)
            case .error: scan.note("the line has bytes that are not UTF-8. Save the file as UTF-8.", into: &mistakes)
            case .emptyInput: return
            }
        }
    }

    private struct Scan {
        private var line = 1
        private var lineNoted = 0
        private var previous: Unicode.Scalar?

        mutating func take(_ scalar: Unicode.Scalar, into mistakes: inout Mistakes) {
            switch scalar {
            case "\n":
                if previous != "\r" { line += 1 }  // Else the second half of a break.
            case "\r":
                line += 1
            case "%" where previous == nil || previous == "\n" || previous == "\r":
                // libyaml's time grows with the square of their number.
                note("directives ('%') are not taken. Take the line out.", into: &mistakes)
            case "\u{FEFF}" where previous == nil:
                break  // The mark that some editors put at the start.
            case _ where !Self.isText(scalar):
                let code = String(scalar.value, radix: 16, uppercase: true)
                let name = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
                note("the line has the control character \(name). Take it out.", into: &mistakes)
            default:
                break
            }
            previous = scalar
        }

        mutating func note(_ text: String, into mistakes: inout Mistakes) {
            guard lineNoted < line else { return }
            lineNoted = line
            mistakes.add(line: line, text)
        }

        /// YAML's printable characters, without the line breaks that only YAML knows.
        private static func isText(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar {
            case "\t", " "..."~": true
            case "\u{2028}", "\u{2029}", "\u{FEFF}": false
            case "\u{A0}"..."\u{D7FF}", "\u{E000}"..."\u{FFFD}", "\u{10000}"..."\u{10FFFF}": true
            default: false
            }
        }
    }
}
