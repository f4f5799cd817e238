/// The state of the whole feed with what a person needs to know of it.
public struct FeedStatus: Equatable, Sendable {
    /// How far the data can be trusted.
    public var state: FeedState
    /// Why, in words: `no data for 60 s`.
    public var detail: String
    /// The attempt to connect that is under way or comes next, from 1; 0 while connected.
    public var attempt: Int
    /// When the next attempt is due, on the monotonic clock; `nil` while connected or connecting.
    public var retryAt: ContinuousClock.Instant? {
        get { keptRetryAt }
        set { keptRetryAt = newValue }
    }
    @FixedOptional private var keptRetryAt: ContinuousClock.Instant?

    /// State and detail in a line, the state once: `lagging: fetching history: 1 of 3`, `connecting`.
    public var line: String { detail.hasPrefix(state.rawValue) ? detail : "\(state.rawValue): \(detail)" }

    /// A status of these values.
    public init(state: FeedState, detail: String, attempt: Int = 0, retryAt: ContinuousClock.Instant? = nil) {
        (self.state, self.detail, self.attempt) = (state, detail, attempt)
        keptRetryAt = retryAt
    }
}
