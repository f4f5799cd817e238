import WickMarket

extension ValueType where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    /// One of the words of an enum.
    static var choice: Self {
        let words = Value.allCases.map(\.rawValue)
        return Self(allowed: words.alternatives, write: \.rawValue) { node throws(ValueProblem) in
            let word = try node.word(of: words)
            guard let value = Value(rawValue: word) else { throw ValueProblem("\(word.quoted) is not known") }
            return value
        }
    }
}

extension ValueType where Value == Bool {
    /// `on` or `off`.
    static var onOff: Self {
        Self(allowed: "on or off", write: { $0 ? "on" : "off" }) { node throws(ValueProblem) in
            try node.word(of: ["on", "off"]) == "on"
        }
    }
}

extension ValueType where Value == String {
    /// One of these words.
    static func word(of words: [String]) -> Self {
        Self(allowed: words.alternatives, write: \.self) { node throws(ValueProblem) in try node.word(of: words) }
    }

    /// The path of a file.
    static let path = Self(allowed: "the path of a file", write: \.self) { node throws(ValueProblem) in
        let (text, isQuoted) = try node.scalar()
        guard !text.isEmpty else { throw ValueProblem("is empty") }
        guard !text.hasPrefix("~") else {
            let remedy = "Write the whole path, or one relative to the folder of this file."
            throw ValueProblem("\(text.quoted) starts with '~', which only a shell replaces", remedy: remedy)
        }
        guard isQuoted || !Decimal.isNumber(text) else { throw ValueProblem("\(text.quoted) is a number") }
        guard text.printable == text else { throw ValueProblem("\(text.quoted) has control characters in it") }
        return text
    }

    /// The base of a WebSocket or REST address.
    static func address(_ kind: BaseAddress.Kind) -> Self {
        Self(allowed: kind.allowed, write: \.self) { node, subject, mistakes in
            guard !node.isUnusable else { return nil }
            do throws(ValueProblem) {
                let text = try node.scalar().text
                return try BaseAddress.check(text, kind: kind, allowsPlaintext: mistakes.allowsPlaintext)
            } catch {
                mistakes.add(line: node.line, subject.text(error))
                return nil
            }
        }
    }
}

extension ValueType where Value == Symbol {
    /// The name of a traded pair, in any case.
    static let symbol = Self(allowed: "a symbol such as BTCUSDT", write: \.name) { node throws(ValueProblem) in
        try Symbol.checked(try node.scalar().text)
    }
}

extension Symbol {
    /// The symbol of that name, or what is wrong with the name.
    static func checked(_ text: String) throws(ValueProblem) -> Symbol {
        do throws(MarketError) {
            return try Symbol(text)
        } catch {
            let letters = String(text.filter { $0.isLetter || $0.isNumber })
            let meant = letters == text ? nil : (try? Symbol(letters))  // No symbol either: then nothing is suggested.
            let suggestion = meant.map { " Did you mean '\($0)'?" } ?? ""
            throw ValueProblem(
                "\(text.quoted) is not a symbol",
                remedy: "Use 1 to \(Symbol.bytesMax) letters and digits, such as BTCUSDT.\(suggestion)")
        }
    }
}
