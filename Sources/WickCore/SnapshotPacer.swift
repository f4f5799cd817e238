/// Decides when a snapshot is due: when something that may be in view has changed, and at most so many times a second.
struct SnapshotPacer: Sendable {
    enum Step: Equatable {
        /// There is nothing new.
        case nothing
        /// There is, but it is too early.
        case wait(until: ContinuousClock.Instant)
        /// It is time; this counts as done.
        case publish
    }

    private let interval: Duration
    private var earliest: ContinuousClock.Instant?
    private var hasChanged = false

    /// - Parameter refreshHz: the most snapshots a second; below 1 counts as 1.
    init(refreshHz: Int) { interval = .seconds(1) / max(1, refreshHz) }

    /// Something that may be in view has changed.
    mutating func noteChange() { hasChanged = true }

    /// Something else is in view: the next snapshot is due at once, for somebody waits for it.
    mutating func noteNewView() { (hasChanged, earliest) = (true, nil) }

    /// What to do now.
    mutating func next(now: ContinuousClock.Instant) -> Step {
        guard hasChanged else { return .nothing }
        if let earliest, now < earliest { return .wait(until: earliest) }
        (hasChanged, earliest) = (false, now + interval)
        return .publish
    }
}
