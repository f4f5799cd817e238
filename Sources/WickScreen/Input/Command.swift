/// What a key asks for.
public enum Command: Hashable, Sendable {
    /// Shows the symbol at this place of the watchlist, from 0.
    case select(Int)
    case selectNext, selectPrevious
    case logPageUp, logPageDown, logOldest, logNewest
    case help, quit, redraw, suspend
}
