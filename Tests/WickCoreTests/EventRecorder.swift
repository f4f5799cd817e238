import Synchronization
import WickCore
import WickFeed
import WickMarket

/// Keeps what a core tells, and lets a test wait for it.
final class EventRecorder: Sendable {
    private struct State {
        var events: [CoreEvent] = []
        var waiters: [(condition: @Sendable ([CoreEvent]) -> Bool, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    var all: [CoreEvent] { state.withLock(\.events) }

    func take(_ event: CoreEvent) {
        let ready = state.withLock { state in
            state.events.append(event)
            let ready = state.waiters.partition { $0.condition(state.events) }
            defer { state.waiters.removeSubrange(ready...) }
            return Array(state.waiters[ready...])
        }
        for waiter in ready { waiter.continuation.resume() }
    }

    /// Returns once the events so far are such; a test's time limit is the deadline.
    func until(_ condition: @escaping @Sendable ([CoreEvent]) -> Bool) async {
        await withCheckedContinuation { continuation in
            let holds = state.withLock { state in
                if condition(state.events) { return true }
                state.waiters.append((condition, continuation))
                return false
            }
            if holds { continuation.resume() }
        }
    }
}

extension [CoreEvent] {
    var closed: [(ClosedCandle, SeriesKey)] {
        compactMap { if case .closed(let closed, let key) = $0 { (closed, key) } else { nil } }
    }

    var signalCount: Int { count { if case .signal = $0 { true } else { false } } }

    var states: [FeedState] { statuses.map(\.state) }

    var statuses: [FeedStatus] { compactMap { if case .status(let status, _) = $0 { status } else { nil } } }

    var warnings: [String] {
        compactMap { if case .notice(let notice) = $0, notice.level == .warning { notice.text } else { nil } }
    }
}
