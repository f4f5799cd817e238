import Glibc
import Synchronization

/// The end of the relay's pipe that the handler writes to; −1 while there is none.
private let relayInput = Atomic<Int32>(-1)

/// Passes a signal on. Runs in signal context: nothing here but an atomic load and `write`.
private func relay(_ number: Int32) {
    let savedErrno = errno
    var byte = UInt8(truncatingIfNeeded: number)
    // A full pipe holds a signal to handle already.
    _ = write(relayInput.load(ordering: .relaxed), &byte, 1)
    errno = savedErrno
}

/// Turns signals into bytes in a pipe that `poll` can wait for. At most one is installed at a time.
final class SignalRelay {
    /// Becomes readable when a signal has come.
    let output: Int32
    private let input: Int32
    private var previous: [(number: Int32, action: sigaction)] = []

    init() throws(TerminalError) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw .system("make a pipe for signals", errno: errno) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (output, input) = (ends[0], ends[1])
    }

    /// Catches these signals from now on, except those that the program was started to ignore, as under `nohup`.
    func install(_ numbers: [Int32]) {
        relayInput.store(input, ordering: .relaxed)
        for number in numbers {
            var (old, new) = (sigaction(), sigaction())
            guard sigaction(number, nil, &old) == 0 else { continue }
            let isIgnored = unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self) == 1  // SIG_IGN
            if isIgnored && [SIGHUP, SIGINT, SIGTERM].contains(number) { continue }
            new.__sigaction_handler.sa_handler = relay
            new.sa_flags = SA_RESTART
            if sigaction(number, &new, nil) == 0 { previous.append((number, old)) }
        }
    }

    /// Gives every signal back its meaning from before.
    func uninstall() {
        for (number, action) in previous.reversed() {
            var action = action
            sigaction(number, &action, nil)
        }
        previous.removeAll()
        relayInput.store(-1, ordering: .relaxed)
    }

    /// The signals that have come since the last call, in order.
    func take() -> [Int32] {
        var (numbers, bytes): ([Int32], [UInt8]) = ([], Array(repeating: 0, count: 64))
        while true {
            let count = read(output, &bytes, bytes.count)
            guard count > 0 else { return numbers }
            numbers += bytes[..<count].map(Int32.init)
        }
    }

    /// Stops the process as the terminal's suspend key does without a handler, and returns when it goes on.
    ///
    /// The default action of SIGTSTP, unlike SIGSTOP, leaves a process alone that nobody could continue.
    func stopUntilContinued() {
        var (old, standard) = (sigaction(), sigaction())
        standard.__sigaction_handler.sa_handler = nil
        sigaction(SIGTSTP, &standard, &old)
        raise(SIGTSTP)
        sigaction(SIGTSTP, &old, nil)
    }

    deinit {
        uninstall()
        close(output)
        close(input)
    }
}
