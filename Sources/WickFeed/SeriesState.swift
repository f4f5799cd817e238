/// Where one candle series stands.
public enum SeriesState: Equatable, Sendable {
    /// Its history is being fetched.
    case warmingUp
    /// Warm; its first stream message is awaited.
    case waiting
    /// Data flows.
    case live
    /// Nothing has come for longer than it should take.
    case stale
    /// Candles that were missed are being fetched.
    case repairing
    /// Data is to be had, but nothing is traded: the exchange's word for why.
    case halted(String)
    /// The exchange has no data of it: its word for why.
    case unavailable(String)
}
