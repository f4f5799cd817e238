/// Which way a signal bets: LONG gains when the price rises, SHORT when it falls.
public enum Side: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
    case long = "LONG"
    case short = "SHORT"

    /// +1 for long, −1 for short: what a rise of the price by 1 does to the bet.
    public var sign: Double { self == .long ? 1 : -1 }

    public var description: String { rawValue }
}
