/// A value that a configuration gives to a parameter, as it was written: `9`, `0.2`, `cutler`, `null`.
public enum ParameterValue: Equatable, Sendable, CustomStringConvertible {
    /// A whole number. It also stands where a number with a fraction may.
    case integer(Int)
    /// A number with a fraction.
    case number(Double)
    /// A word.
    case text(String)
    /// Nothing: the parameter is switched off.
    case null

    public var description: String {
        switch self {
        case .integer(let value): "\(value)"
        case .number(let value): value == value.rounded() && value.magnitude < 1e15 ? value.text : "\(value)"
        case .text(let value): "'\(value)'"
        case .null: "null"
        }
    }
}
