import Foundation
import Testing

@testable import WickSinks

@Suite(.timeLimit(.minutes(2)))
struct CommandSinkTests {
    @Test("a command gets every line once, in order, and then the end of its input")
    func everyLine() throws {
        let rig = try SinkRig { .command(["tee", "\($0)/out"]) }
        rig.take(0..<15_000)
        try rig.finish()
        try rig.wait(for: "the file") { Records.minutes(of: rig.text("out")).count == 15_000 }
        #expect(Records.minutes(of: rig.text("out")) == Array(0..<15_000))
        #expect(rig.sink.account == (15_000, 0))
        #expect(rig.reports == [])
    }

    @Test("no shell sees the arguments")
    func arguments() throws {
        let name = "a $(touch hacked); `x` > * \"'"
        let rig = try SinkRig { .command(["tee", "\($0)/\(name)"]) }
        rig.take(0..<3)
        try rig.finish()
        try rig.wait(for: "the file") { !rig.text(name).isEmpty }
        #expect(try FileManager.default.contentsOfDirectory(atPath: rig.folder) == [name])
    }

    @Test("a command has none of wick's descriptors nor its terminal, and its errors do not reach the screen")
    func isolates() throws {
        let descriptor = fcntl(STDERR_FILENO, F_DUPFD, 1500)  // Would be inherited.
        defer { close(descriptor) }
        let rig = try SinkRig {
            let script = """
                [ $(cut -d ' ' -f 6 /proc/$$/stat) = $$ ] && echo own > \($0)/session; ls /proc/self/fd > \($0)/fds
                readlink /proc/self/fd/2 > \($0)/err; cat
                """
            return .command(["sh", "-c", script])
        }
        rig.take(0..<1)
        try rig.finish()
        try rig.wait(for: "the list") { !rig.text("err").isEmpty }
        #expect(rig.text("err") == "/dev/null\n")
        #expect(rig.text("session") == "own\n")
        // ls has its own one besides.
        #expect(rig.text("fds").split(separator: "\n").count <= 4)
    }

    @Test("only the kinds that are wanted")
    func kinds() throws {
        let rig = try SinkRig(kinds: [.refusal]) { .command(["tee", "\($0)/out"]) }
        rig.take(0..<10)
        rig.sink.take(Records.refusal(10))
        try rig.finish()
        try rig.wait(for: "the file") { !rig.text("out").isEmpty }
        #expect(Records.minutes(of: rig.text("out")) == [10])
        #expect(rig.sink.account == (1, 0))
    }

    @Test("one that cannot be started is said at once, and what it missed is counted")
    func cannotStart() throws {
        let rig = try SinkRig { .command(["\($0)/nothing-here"]) }
        try rig.wait(for: "a report") { !rig.reports.isEmpty }
        rig.take(0..<100)
        try rig.finish()
        #expect(rig.reports.first?.trouble == "cannot be started: No such file or directory (errno 2)")
        #expect(rig.sink.account == (0, 100))
        #expect(rig.reports.last?.missed == 100)
    }

    @Test("one that ends again and again is started again and again")
    func flapping() throws {
        let rig = try SinkRig { .command(["sh", "-c", "head -n 1 >> \($0)/out; exit 3"]) }
        for minute in 0..<12 {
            rig.sink.take(Records.candle(minute))
            // Once its end is known: what it is handed before that is lost with it.
            try rig.wait(for: "the end after line \(minute)") { rig.reports.count { $0.trouble != nil } > minute }
        }
        try rig.finish()
        #expect(Records.minutes(of: rig.text("out")) == Array(0..<12))
        #expect(rig.reports.contains { $0.trouble == "it ended with exit code 3" })
        #expect(rig.reports.contains { $0.trouble == nil })
    }

    @Test("one that does not read holds nobody up, and what it missed is counted to the last record")
    func slow() throws {
        let rig = try SinkRig { _ in .command(["sleep", "100"]) }
        rig.take(0..<60_000)  // returns, though the pipe holds some 400 lines
        #expect(rig.sink.account.missed > 30_000)
        try rig.finish(within: .milliseconds(100))
        let account = rig.sink.account
        #expect(account.delivered + account.missed == 60_000)
        #expect(account.delivered < 2_000)
        #expect(rig.reports.last?.missed == account.missed)
    }
}
