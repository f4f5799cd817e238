import WickArchive

/// The system's random numbers, each of which is kept in a recording: a replay must draw the same.
public struct RecordingRandom: RandomNumberGenerator, Sendable {
    private let recorder: Recorder

    /// - Parameter recorder: that of the core whose feed draws from this.
    public init(_ recorder: Recorder) { self.recorder = recorder }

    public mutating func next() -> UInt64 {
        var system = SystemRandomNumberGenerator()
        let number = system.next()
        recorder.note(.drew(number), at: .now)
        return number
    }
}
