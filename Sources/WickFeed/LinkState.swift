/// Where the connection of a shard stands.
enum LinkState: Equatable, Sendable {
    /// There is nothing to bring.
    case idle
    /// The first connection is being made, or another one after one was lost.
    case connecting, reconnecting
    /// It is open, and its first data is awaited.
    case waiting
    /// Data flows; or the exchange has confirmed that nothing is traded.
    case live, quiet
    /// Data flows, but late.
    case lagging
    /// Nothing has come for longer than it should take.
    case stale
}
