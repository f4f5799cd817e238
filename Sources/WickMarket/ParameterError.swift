/// What can be wrong with a parameter in a configuration.
public enum ParameterError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no parameter of that name; `known` are those that there are.
    case unknown(name: String, known: [String])
    /// The parameter cannot have that value; `allowed` says in words which it can.
    case notAllowed(name: String, value: ParameterValue, allowed: String)
    /// The parameter does not go together with another one; `rule` says in words what must hold.
    case contradiction(name: String, rule: String)

    /// The name of the parameter at fault.
    public var parameter: String {
        switch self {
        case .unknown(let name, _), .notAllowed(let name, _, _), .contradiction(let name, _): name
        }
    }

    public var description: String {
        switch self {
        case .unknown(let name, let known):
            "there is no parameter '\(name)': use \(known.joined(separator: ", "))"
        case .notAllowed(let name, let value, let allowed):
            "\(name) cannot be \(value): use \(allowed)"
        case .contradiction(let name, let rule):
            "\(name): \(rule)"
        }
    }
}
