/// An event of a recording, and when it happened.
public struct RecordingEntry: Equatable, Sendable {
    /// The time since the recording began, on the monotonic clock, in whole nanoseconds.
    public var time: Duration
    /// What happened.
    public var event: RecordedEvent

    /// An entry of these values.
    public init(time: Duration, event: RecordedEvent) { (self.time, self.event) = (time, event) }
}
