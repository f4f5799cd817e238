/// How a recording fares.
public struct RecorderReport: Equatable, Sendable {
    /// Events and bytes missed so far, since the disk was too slow or full.
    public internal(set) var missedEvents = 0, missedBytes = 0
    /// What hinders it now, in words; `nil` while all is well.
    public internal(set) var trouble: String?
    /// The file that is written to.
    public internal(set) var path: String
    /// The bytes written, of all files.
    public internal(set) var bytesWritten: Int64 = 0

    /// What is wrong with it, for people; `nil` if nothing is or was.
    public var words: String? {
        let missed = missedEvents > 0 ? "\(missedEvents) events are missing" : nil
        let parts = [trouble, missed].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}
