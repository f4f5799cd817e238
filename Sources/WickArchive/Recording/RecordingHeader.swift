import WickMarket

/// What stands at the beginning of each file of a recording.
public struct RecordingHeader: Equatable, Sendable {
    /// The version of the format that this program writes, and the newest that it reads.
    static let version = 1
    /// The first string of every recording.
    static let magic = "wick recording"

    /// When the recording began, by the wall clock; the same in all files of one.
    public var startedAt: Timestamp
    /// The place of this file in its recording, from 0.
    public var part: Int
    /// Which recording it is a part of: no two have the same.
    public var identity: UInt64
    /// What is to be known for playing it, by name; the same in all files of one.
    public var facts: [String: String]
}
