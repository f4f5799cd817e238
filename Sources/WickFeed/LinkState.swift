/// Where a connection stands, or the best of those that serve the same streams.
public enum LinkState: Equatable, Sendable {
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
    /// It serves until the one that takes its place has shown its data.
    case rotating
    /// The feed has ended.
    case stopped
}
