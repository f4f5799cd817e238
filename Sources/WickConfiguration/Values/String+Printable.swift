import WickMarket

extension String {
    /// The text for a message: control characters and the invisible ones that reorder text are escaped (`\u{1B}`), so
    /// that a file cannot write to the terminal through its own mistakes.
    var printable: String {
        unicodeScalars.reduce(into: "") { text, scalar in
            if scalar.isDisruptive {
                text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
    }

    /// The text in single quotes for a message, cut where it is long.
    var quoted: String {
        let lengthMax = 60
        let isLong = unicodeScalars.count > lengthMax
        let start = String(String.UnicodeScalarView(unicodeScalars.prefix(lengthMax)))
        return "'\(start.printable)\(isLong ? "…" : "")'"
    }
}

extension [String] {
    /// `1m, 3m or 5m`.
    var alternatives: String {
        guard let last, count > 1 else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " or " + last
    }
}
