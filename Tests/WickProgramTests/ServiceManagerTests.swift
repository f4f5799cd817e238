import Foundation
import Synchronization
import Testing
import WickCore
import WickFeed
import WickNetwork
import WickTestKit

@testable import wick

/// What a service manager such as systemd is told; EndToEndTests has the whole program told it.
struct ServiceManagerTests {
    private let socket: NotifySocket

    init() throws {
        socket = try NotifySocket(path: FileManager.default.temporaryDirectory.appending(path: "wick-\(UUID())").path)
    }

    @Test("a core that hangs says nothing until it turns again")
    func hangs() async throws {
        let loop = try EventLoop(name: "hangs", options: NetworkOptions())
        defer { loop.stop() }
        let manager = try manager()
        manager.watch(loop)
        try await wait(for: "a beat") { !$0.isEmpty }
        let hung = Atomic(false)
        let release = DispatchSemaphore(value: 0)
        loop.execute {
            hung.store(true, ordering: .releasing)
            release.wait()
        }
        try await wait(for: "the hang") { _ in hung.load(ordering: .acquiring) }
        let count = socket.messages.count
        // Not in hope of something to come: this is the time in which ten beats would have.
        try await Task.sleep(for: .milliseconds(100))
        #expect(socket.messages.count == count)
        release.signal()
        try await wait(for: "a beat after it") { $0.count > count }
    }

    @Test("a start that takes its time is extended with each beat, and one that is done is not")
    func extendsTheStart() async throws {
        let loop = try EventLoop(name: "starts", options: NetworkOptions())
        defer { loop.stop() }
        let manager = try manager()
        manager.watch(loop)
        try await wait(for: "a beat") { $0.contains("WATCHDOG=1\nEXTEND_TIMEOUT_USEC=40000") }
        manager.take(.status(FeedStatus(state: .live, detail: "fine\nSTOPPING=1"), nil))
        try await wait(for: "a beat when ready") { $0.contains("WATCHDOG=1") }
        #expect(socket.messages.contains("READY=1\nSTATUS=live: fine STOPPING=1"), "words from outside end no line")
    }

    @Test("the state is told in words, and a stop only by the one that stops")
    func states() throws {
        let manager = try manager()
        manager.take(.status(FeedStatus(state: .reconnecting, detail: "no data for 60 s"), nil))
        manager.take(.status(FeedStatus(state: .stopped, detail: "asked for"), nil))
        manager.stopping()
        #expect(socket.messages == ["STATUS=reconnecting: no data for 60 s", "STOPPING=1\nSTATUS=stopping"])
    }

    @Test(
        "without a socket that can be one nobody is told",
        arguments: [[:], ["NOTIFY_SOCKET": "relative"], ["NOTIFY_SOCKET": "/" + String(repeating: "x", count: 200)]])
    func nobody(environment: [String: String]) {
        #expect(ServiceManager(environment: environment) == nil)
    }

    @Test(
        "only the watched process beats",
        arguments: [
            (["WATCHDOG_USEC": "1000000"], Duration.milliseconds(500)),
            (["WATCHDOG_USEC": "1000000", "WATCHDOG_PID": "7"], .milliseconds(500)),
            (["WATCHDOG_USEC": "1000000", "WATCHDOG_PID": "8"], nil), (["WATCHDOG_USEC": "soon"], nil), ([:], nil),
        ] as [([String: String], Duration?)])
    func beats(environment: [String: String], beat: Duration?) throws {
        let all = environment.merging(["NOTIFY_SOCKET": "@wick-test"]) { $1 }
        #expect(try #require(ServiceManager(environment: all, processID: 7)).beat == beat)
    }

    private func manager() throws -> ServiceManager {
        try #require(ServiceManager(environment: ["NOTIFY_SOCKET": socket.path, "WATCHDOG_USEC": "20000"]))
    }

    private func wait(for what: String, until condition: ([String]) -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(60)
        while !condition(socket.messages) {
            try #require(ContinuousClock.now < end, "\(what)")
            try await Task.sleep(for: .milliseconds(2))
        }
    }
}
