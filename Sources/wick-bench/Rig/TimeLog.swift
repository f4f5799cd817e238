import Synchronization

/// Moments by their number, kept by one thread and read by another once that is done: the writer takes no lock.
// Unchecked: each element is written by one thread only, before it counts itself in `written`; others read elements below
// that count only.
final class TimeLog: @unchecked Sendable {
    private let times: UnsafeMutablePointer<Int>
    private let capacity: Int
    private let written = Atomic<Int>(0)

    init(capacity: Int) {
        self.capacity = capacity
        times = .allocate(capacity: capacity)
        times.initialize(repeating: 0, count: capacity)
    }

    deinit { times.deallocate() }

    /// The number of moments.
    var count: Int { written.load(ordering: .acquiring) }

    /// Adds a moment; one thread only. Beyond the capacity nothing is kept.
    func add(_ time: Int) {
        let count = written.load(ordering: .relaxed)
        guard count < capacity else { return }
        times[count] = time
        written.store(count + 1, ordering: .releasing)
    }

    /// The moments so far, in order.
    var all: [Int] { Array(UnsafeBufferPointer(start: times, count: count)) }
}
