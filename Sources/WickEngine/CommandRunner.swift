import Dispatch
import Glibc
import Synchronization
import WickMarket

/// Runs a command for things that happen: without a shell, a few at once, each for a bounded time.
///
/// Whoever asks never waits. What goes wrong is told in words.
public final class CommandRunner: Sendable {
    /// The most that run at once; beyond, the command is not run, and that is told.
    public static let runningMax = 4

    private struct State {
        var running: Set<pid_t> = [], overdue: Set<pid_t> = []
        var count = 0
        var isSkipping = false
        var isStopped = false
    }

    private let command: [String]
    private let timeout: Duration
    private let report: @Sendable (String) -> Void
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "wick.command", attributes: .concurrent)

    /// A runner of one command.
    ///
    /// - Parameters:
    ///   - command: the program, looked for in `PATH`, and its arguments; not empty.
    ///   - timeout: how long it may take before it is killed, and with it what it started.
    ///   - report: is told on some thread what went wrong, in a sentence; must be brief.
    public init(command: [String], timeout: Duration, report: @escaping @Sendable (String) -> Void) {
        (self.command, self.timeout, self.report) = (command, timeout, report)
    }

    /// Runs the command once, with these variables over the program's own environment. It reads nothing, what it writes is
    /// thrown away, and it has no terminal.
    public func run(_ variables: [String: String]) {
        enum Answer { case go, skip(isFirst: Bool), stopped }
        let answer = state.withLock { state -> Answer in
            if state.isStopped { return .stopped }
            guard state.count < Self.runningMax else {
                defer { state.isSkipping = true }
                return .skip(isFirst: !state.isSkipping)
            }
            state.count += 1
            state.isSkipping = false
            return .go
        }
        switch answer {
        case .go: queue.async { self.runToItsEnd(variables) }
        case .skip(isFirst: true): report("\(name) is not run: \(Self.runningMax) of it are still at work")
        case .skip(isFirst: false), .stopped: break
        }
    }

    /// Kills what still runs, and runs nothing more.
    public func stop() {
        state.withLock { state in
            state.isStopped = true
            for process in state.running { kill(-process, SIGKILL) }
        }
    }

    /// Whether nothing runs.
    var isIdle: Bool { state.withLock { $0.count == 0 } }

    private var name: String { "the command '\(command[0])'" }

    private func runToItsEnd(_ variables: [String: String]) {
        defer { state.withLock { $0.count -= 1 } }
        let process: pid_t
        do throws(SystemError) {
            process = try Spawn.start(command, variables: variables)
        } catch {
            return report("\(name) cannot be run: \(error)")
        }
        let isLate = state.withLock { state in
            state.running.insert(process)
            return state.isStopped
        }
        if isLate { kill(-process, SIGKILL) }
        let deadline = DispatchWorkItem { [self] in
            state.withLock { state in
                guard state.running.contains(process) else { return }
                state.overdue.insert(process)
                kill(-process, SIGKILL)
            }
        }
        queue.asyncAfter(deadline: .now() + .milliseconds(Int(timeout / .milliseconds(1))), execute: deadline)
        let end = waitForEnd(of: process)
        deadline.cancel()
        let (isOverdue, isStopped) = state.withLock { ($0.overdue.remove(process) != nil, $0.isStopped) }
        if isOverdue {
            report("\(name) took longer than \((timeout / .seconds(1)).text) s and was ended")
        } else if let end, !isStopped {
            report("\(name) \(end)")
        }
    }

    /// The process stays a zombie, so that nobody else can get its number, until nobody can send it a signal any more.
    /// - Returns: how it ended, in words; `nil` if all went well.
    private func waitForEnd(of process: pid_t) -> String? {
        var information = siginfo_t()
        while waitid(P_PID, id_t(process), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
        state.withLock { _ = $0.running.remove(process) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            if errno != EINTR { return nil }
        }
        let (signal, code) = (status & 0x7F, status >> 8 & 0xFF)
        if signal != 0 { return "was ended by signal \(signal)" }
        return code == 0 ? nil : "ended with code \(code)"
    }
}
