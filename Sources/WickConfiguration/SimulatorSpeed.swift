import WickMarket

/// How fast the simulated exchange's time runs.
public enum SimulatorSpeed: Equatable, Sendable, CustomStringConvertible {
    /// So many times as fast as real time.
    case times(Double)
    /// As fast as its clients read.
    case max

    /// `10` or `max`, as the configuration spells it.
    public var description: String {
        switch self {
        case .times(let factor): ParameterValue.number(factor).description
        case .max: "max"
        }
    }
}
