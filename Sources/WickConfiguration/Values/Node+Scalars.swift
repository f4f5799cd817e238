extension Node {
    /// The single value that stands here, as written.
    /// - Throws: if there is none, or it is null.
    func scalar() throws(ValueProblem) -> (text: String, isQuoted: Bool) {
        switch content {
        case .scalar(let text, let isQuoted):
            guard !isNull else {
                throw ValueProblem(text.isEmpty ? "has no value" : "cannot be null")
            }
            return (text, isQuoted)
        case .list: throw ValueProblem("is a list")
        case .mapping: throw ValueProblem("is a mapping of keys to values")
        case .unusable: throw ValueProblem("cannot be read")
        }
    }

    /// A finite number in the range. Quotes make it text, and text is not taken.
    func number(in range: ClosedRange<Double>) throws(ValueProblem) -> Double {
        let text = try numberText()
        guard let value = Double(text), range.contains(value) else { throw outOfRange(text) }
        return value
    }

    /// A whole number in the range.
    func integer(in range: ClosedRange<Int>) throws(ValueProblem) -> Int {
        let text = try numberText()
        guard Decimal.isWhole(text) else { throw ValueProblem("\(text.quoted) is not a whole number") }
        guard let value = Int(text), range.contains(value) else { throw outOfRange(text) }
        return value
    }

    /// One of the words, in quotes or without. Where `on` and `off` are among them, YAML's other words for true and
    /// false stand for them.
    func word(of words: [String]) throws(ValueProblem) -> String {
        let (text, isQuoted) = try scalar()
        if words.contains(text) { return text }
        if !isQuoted, let word = Self.switchWord(for: text), words.contains(word) { return word }
        let remedy = "Use \(words.alternatives)." + NearestName.suggestion(for: text, among: words)
        throw ValueProblem("\(text.quoted) is not known", remedy: remedy)
    }

    private static func switchWord(for text: String) -> String? {
        switch text.lowercased() {
        case "on", "true", "yes": "on"
        case "off", "false", "no": "off"
        default: nil
        }
    }

    private func numberText() throws(ValueProblem) -> String {
        let (text, isQuoted) = try scalar()
        guard Decimal.isNumber(text) else {
            throw ValueProblem("\(text.quoted) is not a number", remedy: Self.remedy(forNumber: text))
        }
        guard !isQuoted else {
            throw ValueProblem("\(text.quoted) is in quotes, so it is text", remedy: "Write \(text) without quotes.")
        }
        guard !Decimal.hasLeadingZero(text) else {
            throw ValueProblem("\(text.quoted) starts with a zero, which YAML takes for octal", remedy: "Leave it out.")
        }
        return text
    }

    /// What somebody meant who wrote `1_000` or `0,5`.
    private static func remedy(forNumber text: String) -> String? {
        let plain = text.filter { $0 != "_" && $0 != "'" && $0 != " " }
        if plain != text, Decimal.isNumber(plain) { return "Write \(plain)." }
        let point = String(text.map { $0 == "," ? "." : $0 })
        if point != text, Decimal.isNumber(point) {
            return "Write the fraction behind a point, and no mark between thousands."
        }
        return nil
    }

    private func outOfRange(_ text: String) -> ValueProblem { ValueProblem("\(text.printable) is out of range") }
}
