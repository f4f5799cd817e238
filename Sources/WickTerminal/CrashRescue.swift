import Glibc
import Synchronization

/// What the crash handler needs, made before it is installed and never changed while it is: it lies in memory of its own,
/// because a handler may neither allocate nor count references.
private struct RescueKit {
    var sequence: UnsafeMutableBufferPointer<UInt8>
    var modes: termios
    var hasModes: Bool
    var standardError: Int32, heldError: Int32
    var previous: UnsafeMutableBufferPointer<sigaction>
}

/// The address of the kit of the screen that is up; 0 while there is none.
private let kitAddress = Atomic<UInt>(0)

/// Takes the kit, so that only one thread has it.
private func takeKit() -> UnsafeMutablePointer<RescueKit>? {
    UnsafeMutablePointer(bitPattern: kitAddress.exchange(0, ordering: .sequentiallyConsistent))
}

/// Gives the terminal back. Calls only `write`, `tcsetattr`, `dup2` and `pread`, which POSIX allows in signal context.
private func restore(_ kit: UnsafeMutablePointer<RescueKit>) {
    _ = write(STDOUT_FILENO, kit.pointee.sequence.baseAddress, kit.pointee.sequence.count)
    if kit.pointee.hasModes { tcsetattr(STDIN_FILENO, TCSANOW, &kit.pointee.modes) }
    if kit.pointee.heldError >= 0 {
        dup2(kit.pointee.standardError, STDERR_FILENO)
        copyHeldText(from: kit.pointee.heldError, to: kit.pointee.standardError)
    }
}

/// Gives the terminal back and lets the signal do what it would have done. Runs in signal context.
private func rescue(_ number: Int32, _ information: UnsafeMutablePointer<siginfo_t>?, _: UnsafeMutableRawPointer?) {
    let kit = takeKit()
    if let kit { restore(kit) }
    if let kit, isFault(number, information) {
        // Whoever handled it before, as Swift's backtrace on crash, or the default action.
        sigaction(number, kit.pointee.previous.baseAddress.map { $0 + Int(number) }, nil)
    } else {
        // Somebody sent it, or another thread is at it already: it ends the process.
        signal(number, SIG_DFL)
    }
    // Blocked until we return; then it comes with the registers of where it happened.
    raise(number)
}

/// Whether the program itself did wrong. Swift's backtrace relies on the fault to come again when its handler returns:
/// after a signal that was sent, by `kill` or a key, the program would go on without its terminal.
private func isFault(_ number: Int32, _ information: UnsafeMutablePointer<siginfo_t>?) -> Bool {
    guard let code = information?.pointee.si_code else { return false }
    return switch number {
    case SIGABRT: code == Int32(SI_TKILL)  // as `abort` sends it
    case SIGQUIT: false
    default: code > 0
    }
}

/// Gives the terminal back where some part of the program calls `exit` while the screen is up.
private func rescueAtExit() {
    if let kit = takeKit() { restore(kit) }
}

/// Registers ``rescueAtExit()``, once.
private let isRegisteredAtExit = atexit(rescueAtExit) == 0

/// Gives the terminal back even when the program crashes, or is ended by a signal that nobody handles.
enum CrashRescue {
    private static let crashes = [SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGQUIT, SIGSYS]
    /// Left alone where the program handles or ignores them.
    private static let ends = [SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ]

    /// Catches crashes from now on. To be called once the screen is up.
    ///
    /// - Parameter sequence: the bytes that take the terminal back to how the shell had it.
    /// - Parameter modes: the terminal's modes before the screen; `nil` if they could not be read.
    /// - Parameter hold: the standard error that is held back.
    static func install(sequence: [UInt8], modes: termios?, hold: StandardErrorHold) {
        let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: sequence.count)
        _ = bytes.initialize(from: sequence)
        let previous = UnsafeMutableBufferPointer<sigaction>.allocate(capacity: 64)
        previous.initialize(repeating: sigaction())
        let pointer = UnsafeMutablePointer<RescueKit>.allocate(capacity: 1)
        pointer.initialize(
            to: RescueKit(
                sequence: bytes, modes: modes ?? termios(), hasModes: modes != nil, standardError: hold.terminal,
                heldError: hold.memory, previous: previous))
        for number in crashes + ends {
            var action = sigaction()
            sigaction(number, nil, &previous[Int(number)])
            guard crashes.contains(number) || isDefault(previous[Int(number)]) else { continue }
            action.__sigaction_handler.sa_sigaction = rescue
            action.sa_flags = SA_ONSTACK | SA_SIGINFO
            sigaction(number, &action, nil)
        }
        provideStack()
        _ = isRegisteredAtExit
        kitAddress.store(UInt(bitPattern: pointer), ordering: .sequentiallyConsistent)
    }

    /// Lets crashes be what they were before.
    static func uninstall() {
        guard let pointer = takeKit() else { return }
        for number in crashes + ends { sigaction(number, &pointer.pointee.previous[Int(number)], nil) }
        pointer.pointee.sequence.deallocate()
        pointer.pointee.previous.deallocate()
        pointer.deallocate()
    }

    private static func isDefault(_ action: sigaction) -> Bool {
        unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 0  // SIG_DFL
    }

    /// Gives this thread a stack for handlers, if it has none: where its own stack overflowed, there is no room on it.
    private static func provideStack() {
        var known = stack_t()
        guard sigaltstack(nil, &known) == 0, known.ss_sp == nil else { return }
        let size = 65_536
        var stack = stack_t(ss_sp: .allocate(byteCount: size, alignment: 16), ss_flags: 0, ss_size: size)
        sigaltstack(&stack, nil)
    }
}
