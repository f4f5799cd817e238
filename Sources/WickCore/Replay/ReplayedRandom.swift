import Synchronization

/// The random numbers that a recorded feed drew, in the same order.
///
/// A class, because the feed hands copies of its generator to its connections, which all drew from one source.
public final class ReplayedRandom: RandomNumberGenerator, Sendable {
    private let waiting = Mutex<[UInt64]>([])

    init() {}

    /// Adds a number that was drawn.
    func add(_ number: UInt64) { waiting.withLock { $0.append(number) } }

    /// The next number; 0 where none is recorded, as behind the torn end of a recording: the same each time.
    public func next() -> UInt64 { waiting.withLock { $0.isEmpty ? 0 : $0.removeFirst() } }
}
