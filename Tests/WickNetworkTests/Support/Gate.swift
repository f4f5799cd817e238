import Foundation
import Synchronization

/// Something that a test waits for, with a deadline, on whatever thread it happens.
final class Gate: Sendable {
    private let condition = Mutex<(isOpen: Bool, waiters: [CheckedContinuation<Void, Never>])>((false, []))
    private let semaphore = DispatchSemaphore(value: 0)

    func open() {
        let waiters = condition.withLock { state in
            state.isOpen = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
        semaphore.signal()
    }

    /// Waits in a task.
    func passed() async {
        await withCheckedContinuation { continuation in
            let isOpen = condition.withLock { state in
                if !state.isOpen { state.waiters.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }

    /// Waits on a thread that may block; `false` when it took longer than 20 s.
    func wait() -> Bool {
        defer { semaphore.signal() }
        return semaphore.wait(timeout: .now() + 20) == .success
    }
}
