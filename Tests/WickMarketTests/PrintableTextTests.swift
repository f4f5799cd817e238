import Testing
import WickMarket

struct PrintableTextTests {
    @Test("replaces what could move a cursor, turn text around or end a line, and nothing else")
    func harmless() {
        let hostile = "a\u{1B}[2J\u{07}\u{9B}31m\r\n\u{202E}b\u{2066}\u{200B}\u{2028}\u{FEFF}\u{E000}\u{7F}\u{0}c"
        #expect(hostile.harmless() == "a?[2J??31m???b???????c")
        #expect(hostile.harmless(" ").unicodeScalars.allSatisfy { !$0.isDisruptive })
        for text in ["", "BTCUSDT 1m: ½ €", "币安人生", "é e\u{301} 👍"] { #expect(text.harmless() == text) }
    }

    @Test("cuts what is long, and looks no further", arguments: [1, 5, 1_000_000])
    func cut(count: Int) {
        let text = String(repeating: "\u{1B}", count: count)
        #expect(text.harmless(scalarsMax: 5) == String(repeating: "?", count: min(5, count)) + (count > 5 ? "…" : ""))
    }

    @Test("no scalar that is let through is of a disruptive category", arguments: 0..<17 as Range<UInt32>)
    func everyScalar(plane: UInt32) {
        for value in plane << 16...(plane << 16 | 0xFFFF) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
                if !scalar.isDisruptive { Issue.record("\(value)") }
            default: if scalar.isDisruptive { Issue.record("\(value)") }
            }
        }
    }
}
