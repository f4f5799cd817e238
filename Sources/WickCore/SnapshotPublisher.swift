import WickEngine

/// Decides when a snapshot is due: when something in view has changed, and at most so many times a second.
struct SnapshotPublisher: Sendable {
    private let interval: Duration
    private var lastPublished: ContinuousClock.Instant?
    private var isDirty = false
    private var isUrgent = false

    init(refreshHz: Int) { interval = .seconds(1) / max(1, refreshHz) }

    /// Something that may be in view has changed.
    mutating func noteChange() { isDirty = true }

    /// What is in view has changed: the next snapshot is due at once.
    mutating func noteNewView() { (isDirty, isUrgent) = (true, true) }

    /// When the next snapshot is due; `nil` while nothing has changed.
    func due(now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        guard isDirty else { return nil }
        guard !isUrgent, let lastPublished else { return now }
        return lastPublished + interval
    }

    /// Whether to publish now; if so, it counts as done.
    mutating func takeDue(now: ContinuousClock.Instant) -> Bool {
        guard isDirty else { return false }
        if !isUrgent, let lastPublished, now < lastPublished + interval { return false }
        (isDirty, isUrgent, lastPublished) = (false, false, now)
        return true
    }
}
