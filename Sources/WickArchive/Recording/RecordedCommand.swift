/// What somebody changed of what is watched.
public enum RecordedCommand: Equatable, Sendable {
    /// Watch this symbol, too.
    case add(String)
    /// Watch this symbol no more.
    case remove(String)
    /// Put a symbol at this place of the watchlist, from 0.
    case move(String, to: Int)
    /// Show another timeframe.
    case setTimeframe(String)
    /// Fetch the list of all symbols.
    case listSymbols
}
