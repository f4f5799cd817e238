/// In which order the watchlist stands.
public enum WatchOrder: Sendable, CaseIterable {
    /// As the configuration has it.
    case configured
    /// By change over a day, what rose most first.
    case change
    /// By what was traded in a day, in quote units, most first.
    case volume
    /// By RSI, the highest first.
    case rsi
    /// By name.
    case symbol
    /// By the newest signal, the latest first.
    case lastSignal
}
