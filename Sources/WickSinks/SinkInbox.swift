import Synchronization

/// What a sink's thread shares with those who hand records over.
final class SinkInbox: Sendable {
    /// The most records in one write or request.
    static let batchMax = 256

    let patience: SinkPatience
    private let state = Mutex(State())

    private struct State {
        var queue = SinkQueue()
        var delivered = 0
        /// Whether the thread waits for the next record.
        var isIdle = false
        var isStopping = false
    }

    /// - Throws: why the system gives no descriptor.
    init() throws(SinkError) { patience = try SinkPatience() }

    /// Adds a record, unless the end has come. From any thread; it does not wait.
    func add(_ record: SinkRecord) {
        let mustRing = state.withLock { state in
            guard !state.isStopping else { return false }
            state.queue.add(record)
            defer { state.isIdle = false }
            return state.isIdle
        }
        if mustRing { patience.ring() }
    }

    /// Takes nothing more, and lets nothing wait beyond that time.
    func stop(at time: ContinuousClock.Instant) {
        state.withLock { $0.isStopping = true }
        patience.stop(at: time)
    }

    var isStopping: Bool { state.withLock(\.isStopping) }

    /// What became of the records so far; those that wait or are under way are neither.
    var account: (delivered: Int, missed: Int) { state.withLock { ($0.delivered, $0.queue.missed) } }

    // MARK: For the thread

    /// The oldest records; without any, the next one rings.
    func next() -> SinkBatch? {
        let (missed, records) = state.withLock { state in
            let next = state.queue.isEmpty ? (0, []) : state.queue.take(Self.batchMax)
            state.isIdle = next.1.isEmpty
            return next
        }
        return records.isEmpty ? nil : SinkBatch(missed: missed, records: records)
    }

    func noteDelivered(_ count: Int) { state.withLock { $0.delivered += count } }

    func noteMissed(_ count: Int) { state.withLock { $0.queue.noteMissed(count) } }

    /// Counts all that waits as missed.
    func giveUp() { state.withLock { $0.queue.giveUp() } }
}
