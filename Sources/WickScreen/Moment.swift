/// The present, as the screen needs it. The screen reads no clock: whoever draws says what time it is.
public struct Moment: Equatable, Sendable {
    /// Now, on the monotonic clock.
    public var now: ContinuousClock.Instant
    /// How long ago the snapshot came: ages in it have grown by this much.
    public var sinceSnapshot: Duration

    /// A moment.
    public init(now: ContinuousClock.Instant, sinceSnapshot: Duration = .zero) {
        (self.now, self.sinceSnapshot) = (now, sinceSnapshot)
    }
}
