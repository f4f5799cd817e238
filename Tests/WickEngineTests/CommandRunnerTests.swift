import Foundation
import Synchronization
import Testing

@testable import WickEngine

/// Real commands; a test waits for what they leave behind.
@Suite(.timeLimit(.minutes(2)))
struct CommandRunnerTests {
    /// What a runner complained of.
    private final class Complaints: Sendable {
        let texts = Mutex<[String]>([])
        func take(_ text: String) { texts.withLock { $0.append(text) } }
    }

    private func until(_ condition: () -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(60)
        while !condition() {
            try #require(ContinuousClock.now < end)
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    @Test("gives the command its words as they are, and the event in its environment")
    func runs() async throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/told"
        let script = "printf '%s|%s|%s' \"$1\" \"$WICK_TEXT\" \"${PATH:+path}\" > \"$0.part\"; mv \"$0.part\" \"$0\""
        let runner = CommandRunner(command: ["sh", "-c", script, file, "$(id) ; *"], timeout: .seconds(60)) { _ in }
        runner.run(["WICK_TEXT": "it's \"so\"\n;"])
        try await until { FileManager.default.fileExists(atPath: file) }
        #expect(try folder.text("told") == "$(id) ; *|it's \"so\"\n;|path")
    }

    @Test("gives it neither a terminal, nor files, nor blocked signals")
    func isolates() async throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/told"
        let script = """
            { cat; [ -e /proc/$$/fd/$1 ] && echo inherited; (: < /dev/tty) 2> /dev/null && echo terminal
            grep -E 'SigBlk|SigIgn' /proc/self/status; } > "$0.part"; mv "$0.part" "$0"
            """
        let descriptor = fcntl(STDERR_FILENO, F_DUPFD, 1500)  // Would be inherited.
        defer { close(descriptor) }
        let command = ["sh", "-c", script, file, "\(descriptor)"]
        CommandRunner(command: command, timeout: .seconds(60)) { _ in }.run([:])
        try await until { FileManager.default.fileExists(atPath: file) }
        let told = try folder.text("told")
        // 32 and 33 are the C library's own.
        #expect(told.contains(#/^SigBlk:\t0{16}\nSigIgn:\t0{7}[01][08]0{7}\n$/#))
    }

    @Test(
        "says what went wrong",
        arguments: [
            (["/nowhere/at-all"], "the command '/nowhere/at-all' cannot be run: No such file or directory (errno 2)"),
            (["sh", "-c", "exit 3"], "the command 'sh' ended with code 3"),
            (["sh", "-c", "kill -9 $$"], "the command 'sh' was ended by signal 9"),
        ])
    func complains(command: [String], text: String) async throws {
        let complaints = Complaints()
        CommandRunner(command: command, timeout: .seconds(60)) { complaints.take($0) }.run([:])
        try await until { complaints.texts.withLock { $0 == [text] } }
    }

    @Test("ends one that takes too long, and what it has started")
    func endsTheOverdue() async throws {
        let folder = try TemporaryFolder()
        let complaints = Complaints()
        let script = "sleep 600 & echo $! > \"$0\"; wait"
        let runner = CommandRunner(command: ["sh", "-c", script, folder.path + "/child"], timeout: .milliseconds(1500))
        {
            complaints.take($0)
        }
        runner.run([:])
        try await until {
            complaints.texts.withLock { $0 == ["the command 'sh' took longer than 1.5 s and was ended"] }
        }
        let child = try #require(pid_t(try folder.text("child").trimmingCharacters(in: .newlines)))
        try await until { isGone(child) }
    }

    /// Whether a process has ended; one that waits for its parent to notice counts.
    private func isGone(_ process: pid_t) -> Bool {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return true }
        return status.contains(") Z ")
    }

    @Test("runs a few at once and says so once, does not make anyone wait, and stops them all")
    func isBounded() async throws {
        let complaints = Complaints()
        let runner = CommandRunner(command: ["sleep", "600"], timeout: .seconds(600)) { complaints.take($0) }
        let start = ContinuousClock.now
        for _ in 0..<1000 { runner.run([:]) }
        #expect(ContinuousClock.now - start < .seconds(20))
        #expect(complaints.texts.withLock { $0 } == ["the command 'sleep' is not run: 4 of it are still at work"])
        runner.stop()
        runner.run([:])
        try await until { runner.isIdle }
        #expect(complaints.texts.withLock { $0.count } == 1)
    }
}
