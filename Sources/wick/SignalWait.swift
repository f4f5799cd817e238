import Glibc

/// Waits for the signals that end a program without a screen.
///
/// Signals are blocked before any other thread starts, so that all threads inherit that, and are then taken one by one.
struct SignalWait {
    private static let endings = [SIGINT, SIGTERM, SIGHUP]
    private var set = sigset_t()

    /// Blocks the signals from now on.
    init() {
        signal(SIGPIPE, SIG_IGN)
        sigemptyset(&set)
        for number in Self.endings { sigaddset(&set, number) }
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Waits for a signal, or until the time is up; `nil` waits without end.
    /// - Returns: whether a signal came.
    @discardableResult
    mutating func wait(for patience: Duration?) -> Bool {
        guard let patience else {
            var number: Int32 = 0
            return sigwait(&set, &number) == 0
        }
        let end = ContinuousClock.now + patience
        while true {
            let left = max(.zero, ContinuousClock.now.duration(to: end))
            var span = timespec()
            span.tv_sec = Int(left.components.seconds)
            span.tv_nsec = Int(left.components.attoseconds / 1_000_000_000)
            // −1 with EINTR is a signal of another kind, such as SIGCONT.
            if sigtimedwait(&set, nil, &span) > 0 { return true }
            if errno == EAGAIN { return false }
        }
    }

    /// Ends a wait from any thread.
    static func interrupt() { kill(getpid(), SIGTERM) }
}
