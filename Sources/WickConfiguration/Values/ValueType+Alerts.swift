import WickMarket

extension ValueType where Value == Alert {
    /// An alert in words.
    static let alert = Self(allowed: Alert.usage, write: \.description) { node throws(ValueProblem) in
        let text = try node.scalar().text
        do throws(MarketError) {
            return try Alert(text)
        } catch {
            guard case .malformedAlert(_, let problem) = error else { throw ValueProblem("\(error)") }
            throw ValueProblem("\(text.quoted) \(problem)")
        }
    }
}

extension ValueType {
    /// A list of alerts, none twice, or null for an empty one.
    static func alerts(max: Int) -> Self where Value == [Alert] {
        let list = ValueType<[Alert]>.list(of: .alert, max: max)
        return Self(
            allowed: "a list of 1 to \(max) alerts such as BTCUSDT price crosses 65000, or null",
            write: { $0.isEmpty ? "null" : list.write($0) }
        ) { node, subject, mistakes in
            node.isNull ? [] : list.read(node, subject, &mistakes)
        }
    }
}

extension ValueType where Value == [String] {
    /// A program and its arguments, as they are given to it: no shell reads them.
    static func command(wordsMax: Int) -> Self {
        let allowed = "a list of 1 to \(wordsMax) words, the program and its arguments"
        return Self(allowed: allowed, write: { "[\($0.map(written).joined(separator: ", "))]" }) {
            node, subject, mistakes in
            guard case .list(let nodes) = node.content, (1...wordsMax).contains(nodes.count) else {
                guard !node.isUnusable else { return nil }
                mistakes.add(line: node.line, subject.text(ValueProblem("is not such a list")))
                return nil
            }
            var words: [String] = []
            for node in nodes {
                guard case .scalar(let word, _) = node.content, words.count > 0 || !word.isEmpty else {
                    guard !node.isUnusable else { return nil }
                    let problem = ValueProblem(
                        words.isEmpty ? "names no program" : "has a list or a mapping among its words")
                    mistakes.add(line: node.line, subject.text(problem))
                    return nil
                }
                words.append(word)
            }
            return words
        }
    }

    /// The word in double quotes, as YAML and JSON have it.
    private static func written(_ word: String) -> String {
        let escaped = word.unicodeScalars.reduce(into: "") { text, scalar in
            if scalar == "\"" || scalar == "\\" { text += "\\" }
            text.unicodeScalars.append(scalar)
        }
        return "\"\(escaped)\""
    }
}
