import Dispatch

extension DispatchQueue {
    /// Has the queue do a last piece of work, behind all that it has to do already, and waits for it.
    ///
    /// - Parameter patience: how long to wait at most; `nil` is as long as it takes.
    /// - Parameter work: is done in any case.
    /// - Returns: whether it was done in time.
    func finish(within patience: Duration?, _ work: @escaping @Sendable () -> Void) -> Bool {
        let done = DispatchSemaphore(value: 0)
        async {
            work()
            done.signal()
        }
        guard let patience else {
            done.wait()
            return true
        }
        return done.wait(timeout: .now() + patience.dispatchInterval) == .success
    }
}

extension Duration {
    /// The same for Dispatch: whole nanoseconds, none below zero, and at most some thirty years.
    var dispatchInterval: DispatchTimeInterval { .nanoseconds(Int(min(max(0, self / .nanoseconds(1)), 1e18))) }
}
