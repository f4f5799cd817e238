import WickIndicators
import WickMarket

/// Why a strategy cannot be made.
public enum StrategyError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no strategy of that name; `known` are those that there are.
    case unknownStrategy(name: String, known: [String])
    /// A parameter is unknown, has a value it cannot have, or contradicts another one.
    case parameter(ParameterError)
    /// An indicator cannot be set like that. No parameter's range should let that through.
    case indicator(IndicatorError)

    /// The names of the parameters at fault, if it is their fault.
    public var parameters: [String] {
        if case .parameter(let mistake) = self { mistake.parameters } else { [] }
    }

    public var description: String {
        switch self {
        case .unknownStrategy(let name, let known):
            "there is no strategy '\(name)': use \(known.joined(separator: " or "))"
        case .parameter(let mistake): mistake.description
        case .indicator(let mistake): mistake.description
        }
    }
}
