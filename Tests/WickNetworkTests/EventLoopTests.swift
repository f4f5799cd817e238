import Foundation
import Glibc
import Synchronization
import Testing
import WickNetwork
import WickTestKit
import WickWebSocket

@Suite(.timeLimit(.minutes(1)))
struct EventLoopTests {
    @Test("starts, and ends when told to, however often")
    func stops() throws {
        let loop = try EventLoop(name: "test", options: testOptions())
        #expect(!loop.isOnLoop)
        #expect(!loop.waitForEnd(timeout: .milliseconds(1)))
        for _ in 0..<3 { loop.stop() }
        #expect(loop.waitForEnd(timeout: .seconds(20)))
        loop.stop()
        #expect(loop.waitForEnd(timeout: .zero))
    }

    @Test("runs what many threads ask for, each thread's in its order")
    func keepsOrder() async throws {
        let (threads, each) = (8, 2000)
        let seen = Mutex<[[Int]]>(Array(repeating: [], count: threads))
        let done = Gate()
        try await withLoop { actor in
            let loop = actor.loop
            for thread in 0..<threads {
                Thread.detachNewThread {
                    for number in 0..<each {
                        loop.execute {
                            #expect(loop.isOnLoop)
                            let isAll = seen.withLock { seen in
                                seen[thread].append(number)
                                return seen.allSatisfy { $0.count == each }
                            }
                            if isAll { done.open() }
                        }
                    }
                }
            }
            await done.passed()
        }
        #expect(seen.withLock { $0 } == Array(repeating: Array(0..<each), count: threads))
    }

    @Test("is an actor's executor: its code runs on the loop, before and after it awaits")
    func executesActor() async throws {
        try await withLoop { actor in
            #expect(actor.loop.isIsolatingCurrentContext() == false)
            await actor.run { actor in
                #expect(actor.loop.isOnLoop)
                #expect(actor.loop.isIsolatingCurrentContext() == true)
                actor.loop.checkIsolated()
            }
            await actor.timer(after: .milliseconds(1))
            let counts = await withTaskGroup(of: Int.self) { group in
                for number in 0..<100 { group.addTask { await actor.run { _ in number } } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(counts.sorted() == Array(0..<100))
        }
    }

    @Test("fails what is open when it is stopped, and drops its timers")
    func stopsOpenThings() async throws {
        let server = try TestServer { $0.readToEnd() }
        let loop = try EventLoop(name: "test", options: testOptions())
        let (open, connecting, asking) = (LoopActor(loop), LoopActor(loop), LoopActor(loop))
        try await open.connect(port: server.port)
        async let answer = asking.get("http://127.0.0.1:\(server.port)/")
        await connecting.run { actor in
            actor.loop.setTimer(at: actor.loop.now + .seconds(3600)) { Issue.record("the timer fired") }
            actor.open(port: server.port) { actor, event in
                if case .failed = event { actor.loop.setTimer(at: actor.loop.now) { Issue.record("the timer fired") } }
            }
            actor.loop.stop()
        }
        #expect(await answer == .failure(.stopped))
        await open.until { $0.failure == .stopped }
        await connecting.until { $0.failure == .stopped }
        #expect(waitForEnd(loop))
    }

    @Test("still runs an actor's jobs after its end, and refuses to open anything")
    func runsLateJobs() async throws {
        let loop = try EventLoop(name: "test", options: testOptions())
        let actor = LoopActor(loop)
        loop.stop()
        #expect(waitForEnd(loop))
        let sum = await withTaskGroup(of: Int.self) { group in
            for number in 0..<100 {
                group.addTask {
                    await actor.run { actor in
                        actor.loop.checkIsolated()
                        return number
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(sum == 4950)
        await #expect(throws: NetworkError.stopped) { try await actor.connect(port: 1) }
        #expect(await actor.get("http://127.0.0.1:1/") == .failure(.stopped))
    }

    @Test("blocks all signals on its thread, so that the others get them")
    func blocksSignals() async throws {
        try await withLoop { actor in
            await actor.run { _ in
                var mask = sigset_t()
                pthread_sigmask(SIG_BLOCK, nil, &mask)
                for signal in [SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGWINCH, SIGCHLD] {
                    #expect(sigismember(&mask, signal) == 1)
                }
                #expect(sigismember(&mask, SIGSEGV) == 0)
            }
        }
    }

    @Test("survives writing to a connection that the peer has broken")
    func survivesBrokenPipe() async throws {
        await #expect(processExitsWith: .success) {
            signal(SIGPIPE, SIG_DFL)
            let server = try TestServer { peer in
                _ = peer.read()
                peer.resetOnClose()
            }
            try await withLoop { actor in
                try await actor.connect(port: server.port)
                try await actor.write([1])
                await actor.until { $0.readError != nil || $0.hasEnded || $0.failure != nil }
                for _ in 0..<3 { await #expect(throws: NetworkError.self) { try await actor.write([1]) } }
            }
        }
    }

    @Test("leaves no descriptor behind after a thousand streams, a hundred requests and fifty loops")
    func closesDescriptors() async throws {
        await #expect(processExitsWith: .success) {  // a process of its own: other tests open descriptors, too
            let server = try TestServer { peer in
                while peer.readRequest() != nil { peer.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") }
            }
            let refusing = TestServer.closedPort
            try await useLoop(server.port, refusing, leaving: 0)  // what the system opens once and keeps
            let before = openDescriptors()
            for round in 0..<50 { try await useLoop(server.port, refusing, leaving: round % 20) }
            // The server's ends close on threads of their own.
            let deadline = ContinuousClock.now + .seconds(10)
            while openDescriptors() > before, .now < deadline { sched_yield() }
            #expect(openDescriptors() <= before)
        }
    }
}

/// Opens and closes twenty streams in various ways, all but one, makes two requests, and ends the loop.
private func useLoop(_ port: Int, _ refusing: Int, leaving left: Int) async throws {
    let actor = LoopActor(try EventLoop(name: "test", options: testOptions()))
    for number in 0..<20 {
        switch number % 4 {
        case 0: await #expect(throws: NetworkError.self) { try await actor.connect(port: refusing) }
        case 1: await actor.open(port: port)
        default: try await actor.connect(port: port)
        }
        if number != left { await actor.close() }
    }
    for _ in 0..<2 { _ = try await actor.get("http://127.0.0.1:\(port)/").get() }
    actor.loop.stop()
    try #require(waitForEnd(actor.loop))
}

/// Waits for a loop's end where blocking is no harm: a test's thread has nothing else to do.
private func waitForEnd(_ loop: EventLoop) -> Bool { loop.waitForEnd(timeout: .seconds(20)) }

private func openDescriptors() -> Int { (0..<1024).count { fcntl($0, F_GETFD) != -1 } }
