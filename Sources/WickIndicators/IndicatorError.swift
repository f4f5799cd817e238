/// What can be wrong with an indicator's setting.
public enum IndicatorError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The longest period taken, in candles; an indicator keeps up to as many numbers in memory.
    public static let periodMax = 100_000

    /// The period is below 1 or above ``periodMax``.
    case periodOutOfRange(Int)

    public var description: String {
        switch self {
        case .periodOutOfRange(let period):
            "an indicator's period of \(period) candles cannot be: use 1 to \(Self.periodMax)"
        }
    }

    /// The period, if it can be one.
    static func checked(period: Int) throws(IndicatorError) -> Int {
        guard (1...periodMax).contains(period) else { throw .periodOutOfRange(period) }
        return period
    }
}
