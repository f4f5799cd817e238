import Foundation
import Synchronization

/// A program that a test started: its output is collected as it comes, and its end is noted.
///
/// Started by hand and not with Foundation's `Process`, which hands the program a socket to notice its end by: a
/// daemon such as tmux would keep that open. The program has no terminal, none of this process's descriptors, and no
/// signals that this process blocks or ignores.
final class RunningProgram: Sendable {
    enum End: Equatable, Sendable { case exited(Int32), killed(Int32) }

    let processID: pid_t
    private let state: Mutex<State>

    fileprivate struct State {
        var lines: [String] = []
        var partOfLine: [UInt8] = []
        var errors: [UInt8] = []
        var openPipes = 2
        var end: End?
        var endedAt: ContinuousClock.Instant?
    }

    init(_ program: String, _ arguments: [String], in workplace: Workplace) throws {
        let (output, errors) = (try Self.makePipe(), try Self.makePipe())
        defer { for end in [output.input, errors.input] { close(end) } }
        processID = try Self.spawn(
            [program] + arguments, workplace, output: output.input, errors: errors.input)
        state = Mutex(State())
        Thread.detachNewThread { self.collect(output.output) { $0.takeOutput($1) } }
        Thread.detachNewThread { self.collect(errors.output) { $0.errors += $1 } }
        Thread.detachNewThread { self.awaitEnd() }
    }

    /// The whole lines of standard output so far, and after the end also what stands behind the last line break.
    var lines: [String] { state.withLock { $0.lines } }
    /// Standard error so far.
    var errors: String { state.withLock { String(decoding: $0.errors, as: UTF8.self) } }
    /// How the program ended, once it has and all of its output is here.
    var end: End? { state.withLock { $0.openPipes == 0 ? $0.end : nil } }
    /// When the program ended.
    var endedAt: ContinuousClock.Instant? { state.withLock { $0.endedAt } }

    /// Sends a signal, unless the program has ended: its number may be another's by now.
    func send(_ signal: Int32) {
        state.withLock { if $0.end == nil { kill(processID, signal) } }
    }

    /// Waits on what the program prints.
    func wait(
        for what: String, within patience: Duration = .seconds(60), every pause: Duration = .milliseconds(10),
        _ condition: ([String]) throws -> Bool
    ) async throws {
        try await waitUntil(what, within: patience, every: pause, situation: { self.situation }) {
            if try condition(self.lines) { return true }
            if self.end != nil { throw Overdue(description: "ended without \(what)\n\(self.situation)") }
            return false
        }
    }

    /// Waits until the program has ended by itself.
    @discardableResult
    func waitForEnd(within patience: Duration = .seconds(60)) async throws -> End {
        try await waitUntil("the end of the program", within: patience, situation: { self.situation }) {
            self.end != nil
        }
        return end ?? .killed(0)
    }

    private var situation: String {
        "end: \(String(describing: end)), \(lines.count) lines, the last: \(lines.suffix(5))\nerrors: \(errors)"
    }

    // MARK: Parts

    private static let descriptorsMax: Int32 = 1024

    private static func makePipe() throws -> (output: Int32, input: Int32) {
        var ends: [Int32] = [0, 0]
        // Not inherited by what other tests start meanwhile: who holds the inner end keeps the output from ending.
        // Swift's Glibc module lacks pipe2, which would do both at once.
        guard pipe(&ends) == 0, ends.allSatisfy({ fcntl($0, F_SETFD, FD_CLOEXEC) == 0 }) else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        return (ends[0], ends[1])
    }

    private static func spawn(
        _ words: [String], _ workplace: Workplace, output: Int32, errors: Int32
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
        // Other tests' sockets; a descriptor that is not open is no error here.
        for descriptor in 3..<Self.descriptorsMax { posix_spawn_file_actions_addclose(&actions, descriptor) }
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var arguments = (["env", "--chdir=\(workplace.path)"] + words).map { strdup($0) } + [nil]
        var environment = workplace.environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for word in arguments + environment { free(word) } }
        var processID: pid_t = 0
        let trouble = posix_spawn(&processID, "/usr/bin/env", &actions, &attributes, &arguments, &environment)
        guard trouble == 0 else { throw POSIXError(POSIXErrorCode(rawValue: trouble) ?? .EIO) }
        return processID
    }

    private func collect(_ descriptor: Int32, _ take: (inout State, ArraySlice<UInt8>) -> Void) {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            state.withLock { take(&$0, chunk[..<count]) }
        }
        close(descriptor)
        state.withLock { state in
            state.openPipes -= 1
            if state.openPipes == 0 { state.endLine() }
        }
    }

    private func awaitEnd() {
        var status: Int32 = 0
        while waitpid(processID, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        state.withLock { state in
            state.end = signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal)
            state.endedAt = .now
        }
    }
}

extension RunningProgram.State {
    fileprivate mutating func takeOutput(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            partOfLine += rest[..<end]
            lines.append(String(decoding: partOfLine, as: UTF8.self))
            partOfLine.removeAll(keepingCapacity: true)
            rest = rest[(end + 1)...]
        }
        partOfLine += rest
    }

    fileprivate mutating func endLine() {
        guard !partOfLine.isEmpty else { return }
        lines.append(String(decoding: partOfLine, as: UTF8.self))
        partOfLine = []
    }
}

/// Runs a program to its end.
func run(_ program: String, _ arguments: [String], in workplace: Workplace) async throws -> RunningProgram {
    try await withProgram(program, arguments, in: workplace) { running in
        try await running.waitForEnd()
        return running
    }
}

/// Runs a program for as long as a test needs it, and then makes sure that it is gone.
func withProgram<Value>(
    _ program: String, _ arguments: [String], in workplace: Workplace,
    _ body: (RunningProgram) async throws -> Value
) async throws -> Value {
    let running = try RunningProgram(program, arguments, in: workplace)
    // A stopped process, too, is ended by this.
    defer { running.send(SIGKILL) }
    return try await body(running)
}
