import WickMarket

/// A symbol as an exchange lists it.
public struct ListedSymbol: Equatable, Sendable {
    /// The traded pair.
    public var symbol: Symbol
    /// Whether candles of it are to be had.
    public var status: InstrumentStatus
    /// The asset that sizes are in, and the one that prices are in; empty if not stated.
    public var baseAsset, quoteAsset: String
    /// The step of its prices, in quote units; `nil` if it has none.
    public var tickSize: Double?

    /// A symbol of these values.
    public init(
        symbol: Symbol, status: InstrumentStatus, baseAsset: String, quoteAsset: String, tickSize: Double?
    ) {
        (self.symbol, self.status, self.tickSize) = (symbol, status, tickSize)
        (self.baseAsset, self.quoteAsset) = (baseAsset, quoteAsset)
    }

    init(_ instrument: Instrument) {
        self.init(
            symbol: instrument.symbol, status: instrument.status, baseAsset: instrument.baseAsset,
            quoteAsset: instrument.quoteAsset, tickSize: instrument.rules.tickSize)
    }
}
