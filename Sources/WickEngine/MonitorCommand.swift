import WickMarket

/// What somebody before the screen may change of a running monitor.
public enum MonitorCommand: Equatable, Sendable {
    /// Watch one more symbol, at the end of the watchlist. If the exchange does not have it, its row says so.
    case add(Symbol)
    /// Watch a symbol no more. Its signals stay in the log.
    case remove(Symbol)
    /// Put a symbol at another place of the watchlist, 0 being the first; one beyond the end is the last.
    case move(Symbol, to: Int)
    /// Show all symbols in another timeframe, once its candles are there: until then ``Snapshot/nextTimeframe`` names it.
    /// The present one calls a switch off that is under way.
    case setTimeframe(Timeframe)
}
