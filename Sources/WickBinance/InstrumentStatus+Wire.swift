import WickFeed

extension InstrumentStatus {
    /// The status behind the exchange's word.
    ///
    /// Without candles are `BREAK`, `CANCEL_ONLY` (which has other market data), and of USD-M what has not begun or is
    /// over. A word that is not known counts as halted: the symbol is watched, and silence shows as stale, while
    /// calling it unavailable could hide a live market behind a new word.
    init(wire word: String) {
        let shown = WireText.cleaned(word)
        switch word {
        case "TRADING": self = .trading
        case "BREAK", "CANCEL_ONLY", "PENDING_TRADING", "DELIVERED", "CLOSE": self = .unavailable(shown)
        default: self = .halted(shown)
        }
    }
}
