import WickMarket

/// The series that share a connection, and what is known about getting one.
struct Shard: Sendable {
    var series: [Int]
    var backoff: Backoff
    /// When the next attempt is due; `nil` while there is a connection, or one is being made.
    @FixedOptional var retryAt: ContinuousClock.Instant? = nil
    /// Why the last connection ended.
    var lastTrouble = ""
    /// How many connections of it have been open.
    var timesOpened = 0
    var wasEverOpen: Bool { timesOpened > 0 }
    /// How long after the exchange sent it the data of the last seconds came; `nil` if that cannot be told.
    var lateness: Duration?
    /// Whether anything of it was subscribed yet.
    var hasBegun = false
}
