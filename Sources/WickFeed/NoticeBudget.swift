/// Keeps a flood of bad messages from becoming a flood in the log.
struct NoticeBudget: Sendable {
    /// The most notices in a minute.
    static let perMinute = 20

    @Fixed private var windowStart: ContinuousClock.Instant
    private var count = 0
    private var suppressed = 0

    init(now: ContinuousClock.Instant) { windowStart = now }

    /// Whether one more may be written now.
    mutating func allows() -> Bool {
        count += 1
        guard count <= Self.perMinute else {
            suppressed += 1
            return false
        }
        return true
    }

    /// Begins the next minute if it is time.
    /// - Returns: how many were kept back in the one that has passed.
    mutating func timerFired(now: ContinuousClock.Instant) -> Int {
        guard windowStart.duration(to: now) >= .seconds(60) else { return 0 }
        defer { (windowStart, count, suppressed) = (now, 0, 0) }
        return suppressed
    }
}
