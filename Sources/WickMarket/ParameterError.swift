/// What can be wrong with a parameter in a configuration.
public enum ParameterError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no parameter of that name; `known` are those that there are.
    case unknown(name: String, known: [String])
    /// The parameter cannot have that value; `allowed` says in words which it can.
    case notAllowed(name: String, value: ParameterValue, allowed: String)
    /// Two parameters do not go together; `rule` says in words what must hold. Either may have been left to its default.
    case contradiction(name: String, other: String, rule: String)

    /// The names of the parameters at fault: one, or the two of a contradiction.
    public var parameters: [String] {
        switch self {
        case .unknown(let name, _), .notAllowed(let name, _, _): [name]
        case .contradiction(let name, let other, _): [name, other]
        }
    }

    public var description: String {
        switch self {
        case .unknown(let name, let known):
            "there is no parameter '\(name)': use \(known.joined(separator: ", "))"
        case .notAllowed(let name, let value, let allowed):
            "\(name) cannot be \(value): use \(allowed)"
        case .contradiction(_, _, let rule):
            rule
        }
    }
}
