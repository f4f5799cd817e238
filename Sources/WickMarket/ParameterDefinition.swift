/// What a parameter of a strategy or of the risk engine is: for checking a configuration and for printing its reference.
public struct ParameterDefinition: Equatable, Sendable {
    /// What may stand for the parameter.
    public enum Kind: Equatable, Sendable {
        /// A whole number in this range.
        case integer(ClosedRange<Int>)
        /// A number in this range.
        case number(ClosedRange<Double>)
        /// One of these words.
        case choice([String])
    }

    /// The name as the configuration spells it: `ema_fast`.
    public let name: String
    /// What may stand for it.
    public let kind: Kind
    /// Whether `null` may stand for it too, and switches it off.
    public let isOptional: Bool
    /// The value where the configuration says nothing.
    public let defaultValue: ParameterValue
    /// What it means, in one sentence, with its unit.
    public let meaning: String

    /// What may stand for the parameter, in words: `a whole number from 1 to 1000`.
    public var allowed: String {
        let text =
            switch kind {
            case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
            case .number(let range): "a number from \(range.lowerBound.text) to \(range.upperBound.text)"
            case .choice(let words): words.joined(separator: " or ")
            }
        return isOptional ? text + ", or null" : text
    }

    /// Whether the parameter may have this value.
    public func allows(_ value: ParameterValue) -> Bool {
        switch (kind, value) {
        case (_, .null): isOptional
        case (.integer(let range), .integer(let number)): range.contains(number)
        case (.number(let range), .integer(let number)): range.contains(Double(number))
        case (.number(let range), .number(let number)): range.contains(number)
        case (.choice(let words), .text(let word)): words.contains(word)
        case (.integer, .number), (.integer, .text), (.number, .text), (.choice, .integer), (.choice, .number): false
        }
    }
}
