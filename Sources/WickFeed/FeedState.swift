/// How far the data can be trusted at this moment, worst first to be shown.
public enum FeedState: String, Sendable, CaseIterable {
    /// The first connection is being made, or the warm-up runs.
    case connecting
    /// Data flows.
    case live
    /// Data flows, but late, or some of the series wait for theirs.
    case lagging
    /// The connection stands, but no data has come for longer than it should take.
    case stale
    /// The connection is lost; it is made again.
    case reconnecting
    /// The feed was stopped, or gave up.
    case stopped
}
