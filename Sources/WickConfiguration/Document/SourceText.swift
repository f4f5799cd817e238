/// Looks at the bytes of a file before it is parsed: how many there are, and which of them are not text.
enum SourceText {
    /// The largest file that is read.
    static let bytesMax = 1 << 20

    /// Notes, once a line, what no text file has: bytes that are not UTF-8, and control characters.
    ///
    /// What passes has only the line breaks that every editor counts, so that libyaml's lines are the editor's.
    static func check(_ bytes: [UInt8], into mistakes: inout Mistakes) {
        guard bytes.count <= bytesMax else {
            mistakes.add(
                line: nil, "the file is larger than 1 MiB (\(bytesMax) bytes). A configuration is far smaller.")
            return
        }
        var scan = Scan()
        var bytes = bytes.makeIterator()
        var decoder = UTF8()
        while true {
            switch decoder.decode(&bytes) {
            case .scalarValue(let scalar): scan.take(scalar, into: &mistakes)
            case .error: scan.note("bytes that are not UTF-8. Save the file as UTF-8.", into: &mistakes)
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
                // The break after a lone carriage return, or the second half of one.
                if previous != "\r" { line += 1 }
            case "\r":
                line += 1
            case "\u{FEFF}" where previous == nil:
                break  // The mark that some editors put at the start.
            case "\t", " "..."~", "\u{A0}"..."\u{2027}", "\u{202A}"..."\u{D7FF}", "\u{E000}"..."\u{FFFD}",
                "\u{10000}"..."\u{10FFFF}":
                if scalar == "\u{FEFF}" { fallthrough }
            default:
                let code = String(scalar.value, radix: 16, uppercase: true)
                note(
                    "the control character U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code). Take it out.",
                    into: &mistakes)
            }
            previous = scalar
        }

        mutating func note(_ text: String, into mistakes: inout Mistakes) {
            guard lineNoted < line else { return }
            lineNoted = line
            mistakes.add(line: line, "the line has \(text)")
        }
    }
}
