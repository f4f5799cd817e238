import Collections

/// The timers to come, soonest first; those of the same moment in the order in which they were set.
struct TimerQueue {
    private struct Entry: Comparable {
        let deadline: ContinuousClock.Instant
        let number: UInt64
        let timer: LoopTimer

        static func < (one: Self, other: Self) -> Bool {
            (one.deadline, one.number) < (other.deadline, other.number)
        }

        static func == (one: Self, other: Self) -> Bool { one.number == other.number }
    }

    private var entries = Heap<Entry>()
    private var numberNext: UInt64 = 0
    private var cancelled = 0

    /// The timers held, cancelled ones that still wait for removal included.
    var count: Int { entries.count }

    mutating func add(_ timer: LoopTimer, at deadline: ContinuousClock.Instant) {
        entries.insert(Entry(deadline: deadline, number: numberNext, timer: timer))
        numberNext += 1
    }

    /// Counts a cancelled timer, and removes all of those once they are the most, so that a timer that is set anew
    /// with every message does not pile up.
    mutating func noteCancelled() {
        cancelled += 1
        guard cancelled > 32, cancelled > entries.count / 2 else { return }
        entries = Heap(entries.unordered.filter(\.timer.isPending))
        cancelled = 0
    }

    /// When the next timer is due.
    mutating func nextDeadline() -> ContinuousClock.Instant? {
        dropCancelled()
        return entries.min?.deadline
    }

    /// Takes the next timer that is due.
    mutating func popDue(_ now: ContinuousClock.Instant) -> LoopTimer? {
        dropCancelled()
        guard let first = entries.min, first.deadline <= now else { return nil }
        return entries.popMin()?.timer
    }

    /// Empties the queue; gives the timers that were in it.
    mutating func removeAll() -> [LoopTimer] {
        let timers = entries.unordered.map(\.timer)
        entries = Heap()
        cancelled = 0
        return timers
    }

    private mutating func dropCancelled() {
        while let first = entries.min, !first.timer.isPending {
            _ = entries.popMin()
            cancelled -= 1
        }
    }
}
