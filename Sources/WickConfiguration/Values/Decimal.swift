/// The spellings of a number.
enum Decimal {
    /// Whether the text is a number as this configuration takes it: digits with an optional sign, point and exponent.
    static func isNumber(_ text: String) -> Bool {
        guard let parts = Parts(text) else { return false }
        return !(parts.whole.isEmpty && parts.fraction?.isEmpty ?? true)
    }

    /// Whether the text is a number as JSON has it: no `+`, no leading zero, digits on both sides of a point.
    static func isJSON(_ text: String) -> Bool {
        guard isNumber(text), let parts = Parts(text) else { return false }
        return parts.sign != "+" && !parts.whole.isEmpty && !hasLeadingZero(text) && parts.fraction?.isEmpty != true
    }

    /// Whether a whole number starts with a zero that says nothing, and that YAML 1.1 takes for octal: `010`.
    static func hasLeadingZero(_ text: String) -> Bool {
        guard let whole = Parts(text)?.whole else { return false }
        return whole.count > 1 && whole.first == UInt8(ascii: "0")
    }

    /// Whether the text is digits with an optional sign.
    static func isWhole(_ text: String) -> Bool {
        guard let parts = Parts(text) else { return false }
        return !parts.whole.isEmpty && parts.fraction == nil && parts.exponent == nil
    }

    private struct Parts {
        var sign: Character?
        var whole: [UInt8]
        var fraction, exponent: [UInt8]?

        /// The parts of a number; `nil` if the text is none, though a part may lack digits.
        init?(_ text: String) {
            var rest = Array(text.utf8)[...]
            func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
            func isSign(_ byte: UInt8?) -> Bool { byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") }
            func digits() -> [UInt8] {
                let found = rest.prefix(while: isDigit)
                rest = rest.dropFirst(found.count)
                return Array(found)
            }
            if isSign(rest.first) { sign = rest.popFirst() == UInt8(ascii: "-") ? "-" : "+" }
            whole = digits()
            if rest.first == UInt8(ascii: ".") {
                rest = rest.dropFirst()
                fraction = digits()
            }
            if let letter = rest.first, letter == UInt8(ascii: "e") || letter == UInt8(ascii: "E") {
                rest = rest.dropFirst()
                if isSign(rest.first) { rest = rest.dropFirst() }
                let power = digits()
                guard !power.isEmpty else { return nil }
                exponent = power
            }
            guard rest.isEmpty else { return nil }
        }
    }
}
