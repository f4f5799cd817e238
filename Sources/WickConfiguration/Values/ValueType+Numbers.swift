import WickMarket

extension ValueType where Value == Int {
    /// A whole number in the range.
    static func integer(in range: ClosedRange<Int>) -> Self {
        Self(
            allowed: "a whole number from \(range.lowerBound) to \(range.upperBound)", write: \.description,
            scalar: { node throws(ValueProblem) in try node.integer(in: range) })
    }
}

extension ValueType where Value == Duration {
    /// A time in seconds, fractions allowed.
    static func seconds(in range: ClosedRange<Double>) -> Self {
        Self(
            allowed: "a number of seconds from \(range.lowerBound.text) to \(range.upperBound.text)",
            write: { ParameterValue.number($0 / .seconds(1)).description },
            scalar: { node throws(ValueProblem) in
                do throws(ValueProblem) {
                    return .seconds(try node.number(in: range))
                } catch {
                    throw Node.secondsMeant(by: node) ?? error
                }
            })
    }
}

extension ValueType where Value == SimulatorSpeed {
    /// Times real speed in the range, or `max`.
    static func speed(in range: ClosedRange<Double>) -> Self {
        Self(
            allowed: "a number from \(range.lowerBound.text) to \(range.upperBound.text), or max", write: \.description,
            scalar: { node throws(ValueProblem) in
                if case .scalar("max", isQuoted: _) = node.content { return .max }
                return .times(try node.number(in: range))
            })
    }
}

extension Node {
    /// What is wrong with a duration that has its unit behind it, `3s` or `500 ms`.
    fileprivate static func secondsMeant(by node: Node) -> ValueProblem? {
        guard case .scalar(let text, isQuoted: _) = node.content else { return nil }
        let units = ["ms": 0.001, "s": 1, "sec": 1, "m": 60, "min": 60, "h": 3600]
        let number = text.prefix { !$0.isLetter && $0 != " " }
        guard let unit = units[String(text.dropFirst(number.count).drop { $0 == " " })],
            Decimal.isNumber(String(number)),
            let value = Double(number), value.isFinite
        else { return nil }
        let seconds = ParameterValue.number(value * unit)
        return ValueProblem("\(text.quoted) is not a number", remedy: "Seconds are written without a unit: \(seconds).")
    }
}
