import Testing

@testable import WickNetwork

@Suite(.timeLimit(.minutes(1)))
struct TimerTests {
    @Test("fires timers in the order of their moments, and those of one moment in the order of setting")
    func keepsOrder() async throws {
        try await withLoop { actor in
            let order = await actor.collect { loop, note in
                let start = loop.now
                for (number, milliseconds) in [30, 10, 20, 10, 0, -5].enumerated() {
                    loop.setTimer(at: start + .milliseconds(milliseconds)) { note(number) }
                }
                return 6
            }
            #expect(order == [5, 4, 1, 3, 2, 0])
        }
    }

    @Test("fires no timer early")
    func isPunctual() async throws {
        try await withLoop { actor in
            for delay in [Duration.microseconds(50), .milliseconds(2), .milliseconds(20)] {
                let start = ContinuousClock.now
                await actor.timer(after: delay)
                #expect(ContinuousClock.now - start >= delay)
            }
        }
    }

    @Test("fires no cancelled timer, also when the one before it cancels it at the last moment")
    func cancels() async throws {
        try await withLoop { actor in
            let order = await actor.collect { loop, note in
                let start = loop.now
                let cancelled = loop.setTimer(at: start + .milliseconds(1)) { note(0) }
                cancelled.cancel()
                cancelled.cancel()
                var late: LoopTimer?
                loop.setTimer(at: start + .milliseconds(2)) {
                    note(1)
                    late?.cancel()
                }
                late = loop.setTimer(at: start + .milliseconds(2)) { note(2) }
                loop.setTimer(at: start + .milliseconds(3)) { note(3) }
                return 2
            }
            #expect(order == [1, 3])
        }
    }

    @Test("lets a timer set timers, and other work be done in between")
    func doesNotStarve() async throws {
        try await withLoop { actor in
            await actor.run { actor in
                func again() { actor.loop.setTimer(at: actor.loop.now) { again() } }
                again()
            }
            await actor.timer(after: .milliseconds(5))
        }
    }

    @Test("keeps few of the timers that are cancelled and set anew")
    func removesCancelled() async throws {
        try await withLoop { actor in
            await actor.run { actor in
                for _ in 0..<10_000 { actor.loop.setTimer(at: actor.loop.now + .seconds(60)) {}.cancel() }
                #expect(actor.loop.timers.count < 100)
            }
        }
    }

    @Test("gives timers back sorted, without the cancelled ones", arguments: 0..<50 as Range<UInt64>)
    func sorts(seed: UInt64) async throws {
        try await withLoop { actor in
            await actor.run { actor in
                let loop = actor.loop
                let start = loop.now
                let offsets = ByteStreamTests.noise(300, seed: seed + 1)
                let timers = offsets.map { loop.setTimer(at: start + .seconds(3600 + Int($0))) {} }
                let isCancelled = ByteStreamTests.noise(300, seed: seed + 100).map { $0 % 3 == 0 }
                for (timer, isCancelled) in zip(timers, isCancelled) where isCancelled { timer.cancel() }
                let expected = zip(offsets, isCancelled).enumerated().filter { !$0.element.1 }
                    .sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map { timers[$0.offset] }
                var popped: [LoopTimer] = []
                while let timer = loop.timers.popDue(start + .seconds(7200)) { popped.append(timer) }
                #expect(popped.map(ObjectIdentifier.init) == expected.map(ObjectIdentifier.init))
                #expect(loop.timers.nextDeadline() == nil)
                #expect(loop.timers.count == 0)
            }
        }
    }
}

extension LoopActor {
    /// Gathers the numbers that timers note until there are as many as `start` says.
    fileprivate func collect(_ start: (EventLoop, @escaping (Int) -> Void) -> Int) async -> [Int] {
        var numbers: [Int] = []
        var countNeeded = Int.max
        return await withCheckedContinuation { continuation in
            countNeeded = start(loop) { number in
                numbers.append(number)
                if numbers.count == countNeeded { continuation.resume(returning: numbers) }
            }
        }
    }
}
