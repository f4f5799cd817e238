/// A symbol as the exchange lists it.
struct Instrument: Equatable, Sendable {
    /// Whether the symbol is traded, in the words of `exchangeInfo`.
    enum Status: String, Sendable {
        case trading = "TRADING"
        /// Listed, without any market data.
        case onBreak = "BREAK"
        /// Listed, and not traded for now.
        case halted = "HALT"
    }

    /// The name in upper case, and the assets that it is made of.
    var name, base, quote: String
    var status = Status.trading
    /// Digits after the point of the tick size and of the step size.
    var priceDigits, sizeDigits: Int
    /// The smallest order value, in quote units.
    var minNotional: Double
    /// Whether the tick size, the step size and the smallest order value are stated; a recording knows none.
    var statesRules = true
}
