import WickArchive

/// How a replay ended.
public struct ReplayEnd: Equatable, Sendable {
    /// What hindered reading on; `nil` at the recording's end.
    public var error: ArchiveError?
    /// What else there is to say, in words: what the recording misses, or where it came out otherwise.
    public var notes: [String]
}
