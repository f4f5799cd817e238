import Synchronization

/// What other threads want done on the loop, in the order in which they asked.
final class Inbox: Sendable {
    enum Work: Sendable {
        case job(UnownedJob)
        case body(@Sendable () -> Void)
    }

    /// What the caller of ``add(_:)`` must see to.
    enum Followup {
        /// The loop will come by.
        case none
        /// The loop sleeps and must be woken.
        case wake
        /// The loop has ended, and nobody is running what is late: the caller must.
        case runLate
    }

    private struct State {
        var works: [Work] = []
        var isSleeping = false
        var isStopping = false
        var hasEnded = false
        var isRunningLate = false
    }

    private let state = Mutex(State())

    func add(_ work: Work) -> Followup {
        state.withLock { state in
            state.works.append(work)
            if state.hasEnded {
                if state.isRunningLate { return .none }
                state.isRunningLate = true
                return .runLate
            }
            return Self.wakeIfSleeping(&state)
        }
    }

    /// Asks the loop to end.
    func stop() -> Followup {
        state.withLock { state in
            state.isStopping = true
            return Self.wakeIfSleeping(&state)
        }
    }

    var isStopping: Bool { state.withLock(\.isStopping) }

    /// Swaps all that waits for `batch`, which must be empty: so both keep their memory.
    func take(_ batch: inout [Work]) {
        state.withLock { swap(&$0.works, &batch) }
    }

    /// Whether nothing is to be done; from then on the next addition is told to wake the loop.
    func fallAsleep() -> Bool {
        state.withLock { state in
            state.isSleeping = state.works.isEmpty && !state.isStopping
            return state.isSleeping
        }
    }

    func wakeUp() {
        state.withLock { $0.isSleeping = false }
    }

    /// Ends the loop, or the running of what was late, if nothing is left to do.
    func endIfEmpty() -> Bool {
        state.withLock { state in
            guard state.works.isEmpty else { return false }
            state.hasEnded = true
            state.isRunningLate = false
            return true
        }
    }

    private static func wakeIfSleeping(_ state: inout State) -> Followup {
        guard state.isSleeping else { return .none }
        state.isSleeping = false
        return .wake
    }
}
