import WickMarket

/// Makes text from outside fit to be shown, logged and kept.
enum WireText {
    /// The most characters kept.
    static let charactersMax = 200
    /// The most bytes looked at, so that a character with a thousand accents stays short as well.
    private static let bytesMax = 4 * charactersMax

    /// The text without control, format and line-breaking characters, blanks run together, cut to ``charactersMax``
    /// characters with an ellipsis if it was longer.
    static func cleaned(_ text: String) -> String { cleaned(text.utf8) }

    /// The text that these bytes spell; what is not UTF-8 becomes U+FFFD. See ``cleaned(_:)-(String)``.
    static func cleaned(_ bytes: some Sequence<UInt8>) -> String {
        var head: [UInt8] = []
        var isCut = false
        for byte in bytes {
            if head.count == bytesMax {
                isCut = true
                break
            }
            head.append(byte)
        }
        var kept = String.UnicodeScalarView()
        var isAfterBlank = true
        for scalar in String(decoding: head, as: UTF8.self).unicodeScalars {
            let isBlank = scalar.properties.isWhitespace || scalar.isDisruptive
            if !isBlank { kept.append(scalar) } else if !isAfterBlank { kept.append(" ") }
            isAfterBlank = isBlank
        }
        while kept.last == " " { kept.removeLast() }
        let shown = String(kept)
        guard isCut || shown.count > charactersMax else { return shown }
        return shown.prefix(charactersMax - 1) + "…"
    }
}
