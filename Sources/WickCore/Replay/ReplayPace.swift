import WickMarket

/// Says when a recorded moment is due on our clock: the first one at once, and the others in proportion.
struct ReplayPace: Sendable {
    /// The longest wait for one moment from the start, so that no recording leads beyond the clock's end: 31,000 years.
    private static let waitMax = 1e15

    private(set) var speed: Double?
    private var start: (clock: ContinuousClock.Instant, market: Timestamp)?

    /// - Parameter speed: how many times as fast as real time, above 0; `nil` is as fast as it goes.
    init(speed: Double?) { self.speed = speed }

    /// When `moment` is due; the first call sets the start. Never later than now without a speed.
    mutating func due(_ moment: Timestamp, now: ContinuousClock.Instant) -> ContinuousClock.Instant {
        guard let speed else { return now }
        guard let start else {
            start = (now, moment)
            return now
        }
        let wait = Double(moment.milliseconds(since: start.market)) / speed
        return start.clock + .milliseconds(Int64(max(0, min(wait, Self.waitMax))))
    }

    /// Goes on from a moment, which is due now, at this speed.
    mutating func restart(at moment: Timestamp?, speed: Double?, now: ContinuousClock.Instant) {
        self.speed = speed
        start = moment.map { (now, $0) }
    }
}
