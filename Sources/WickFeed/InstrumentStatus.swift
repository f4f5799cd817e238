/// The trading status of a symbol, reduced to what a watcher needs; the exchange's own word is kept.
public enum InstrumentStatus: Equatable, Sendable {
    /// Traded, with candles.
    case trading
    /// Not traded now, but market data is still made: the exchange's word.
    case halted(String)
    /// Not available, and no candles come: the exchange's word.
    case unavailable(String)
}
