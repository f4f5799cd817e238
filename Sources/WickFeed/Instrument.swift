import WickMarket

/// What an exchange says of a symbol.
public struct Instrument: Equatable, Sendable {
    /// The traded pair.
    public var symbol: Symbol
    /// Whether candles of it are to be had.
    public var status: InstrumentStatus
    /// The asset that sizes are in, and the one that prices are in; empty if not stated.
    public var baseAsset, quoteAsset: String
    /// Steps and minimums.
    public var rules: InstrumentRules

    /// An instrument of these values.
    public init(
        symbol: Symbol, status: InstrumentStatus, baseAsset: String, quoteAsset: String, rules: InstrumentRules
    ) {
        (self.symbol, self.status, self.rules) = (symbol, status, rules)
        (self.baseAsset, self.quoteAsset) = (baseAsset, quoteAsset)
    }
}
