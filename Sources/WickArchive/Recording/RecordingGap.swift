/// What a recording misses at one place.
public struct RecordingGap: Equatable, Sendable {
    /// How many events, and how many bytes of them.
    public var events, bytes: Int
    /// How long it lasted.
    public var length: Duration

    /// A gap of these values.
    public init(events: Int, bytes: Int, length: Duration) {
        (self.events, self.bytes, self.length) = (events, bytes, length)
    }
}
