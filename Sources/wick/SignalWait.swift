import Glibc

/// Waits for the signals that a program without a screen acts on: those that end it, and SIGHUP to read the configuration
/// again.
///
/// Signals are blocked before any other thread starts, so that all threads inherit that, and are then taken one by one.
struct SignalWait {
    /// What ended a wait.
    enum Outcome {
        case end
        /// SIGHUP, where that is not the word of a terminal that is gone.
        case reload
        case timeUp
    }

    private var set = sigset_t()
    private let hangUpReloads: Bool

    /// Blocks the signals from now on.
    /// - Parameter reloads: whether SIGHUP asks to read the configuration again. Where the process has a terminal, it
    ///   ends it all the same.
    init(reloads: Bool = false) {
        hangUpReloads = reloads && !Self.hasTerminal
        signal(SIGPIPE, SIG_IGN)
        sigemptyset(&set)
        for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&set, number) }
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Waits for a signal, or until the time is up; `nil` waits without end.
    @discardableResult
    mutating func wait(for patience: Duration?) -> Outcome {
        guard let patience else {
            var number: Int32 = 0
            while sigwait(&set, &number) != 0 {}
            return outcome(number)
        }
        let end = ContinuousClock.now + patience
        while true {
            let left = max(.zero, ContinuousClock.now.duration(to: end))
            var span = timespec()
            span.tv_sec = Int(left.components.seconds)
            span.tv_nsec = Int(left.components.attoseconds / 1_000_000_000)
            // −1 with EINTR is a signal of another kind, such as SIGCONT.
            let number = sigtimedwait(&set, nil, &span)
            if number > 0 { return outcome(number) }
            if errno == EAGAIN { return .timeUp }
        }
    }

    private func outcome(_ number: Int32) -> Outcome { number == SIGHUP && hangUpReloads ? .reload : .end }

    /// Ends a wait from any thread.
    static func interrupt() { kill(getpid(), SIGTERM) }

    /// Whether the process has a controlling terminal.
    private static var hasTerminal: Bool {
        let descriptor = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        close(descriptor)
        return true
    }
}
