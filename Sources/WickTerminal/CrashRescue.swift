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

/// Gives the terminal back and lets the crash go on. Runs in signal context: only `write`, `tcsetattr`, `dup2`, `pread`,
/// `sigaction` and `raise`, which POSIX allows there.
private func rescue(_ number: Int32) {
    guard let kit = takeKit() else {
        // Another thread is at it: its signal ends the process.
        signal(number, SIG_DFL)
        raise(number)
        return
    }
    _ = write(STDOUT_FILENO, kit.pointee.sequence.baseAddress, kit.pointee.sequence.count)
    if kit.pointee.hasModes { tcsetattr(STDIN_FILENO, TCSANOW, &kit.pointee.modes) }
    if kit.pointee.heldError >= 0 {
        dup2(kit.pointee.standardError, STDERR_FILENO)
        copyHeldText(from: kit.pointee.heldError, to: kit.pointee.standardError)
    }
    // Whoever handled it before, as Swift's backtrace on crash, or the default action: it is blocked until we return.
    sigaction(number, kit.pointee.previous.baseAddress.map { $0 + Int(number) }, nil)
    raise(number)
}

/// Gives the terminal back even when the program crashes.
enum CrashRescue {
    private static let signals = [SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGFPE]

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
        for number in signals {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = rescue
            action.sa_flags = SA_ONSTACK
            sigaction(number, &action, &previous[Int(number)])
        }
        kitAddress.store(UInt(bitPattern: pointer), ordering: .sequentiallyConsistent)
    }

    /// Lets crashes be what they were before.
    static func uninstall() {
        guard let pointer = takeKit() else { return }
        for number in signals { sigaction(number, &pointer.pointee.previous[Int(number)], nil) }
        pointer.pointee.sequence.deallocate()
        pointer.pointee.previous.deallocate()
        pointer.deallocate()
    }
}
