import Testing

@testable import WickSimulator

struct SimulatedClockTests {
    @Test("stands until it runs, and runs as fast as asked")
    func runs() {
        var clock = SimulatedClock(start: 1000, speed: .times(10))
        #expect(clock.now(elapsed: .seconds(5)) == 1000 && clock.elapsed(at: 2000) == nil)
        clock.run(elapsed: .seconds(5))
        clock.run(elapsed: .seconds(9))
        #expect(clock.now(elapsed: .seconds(6)) == 11_000)
        #expect(clock.elapsed(at: 21_000) == .seconds(7))
        clock.move(to: 9000, elapsed: .seconds(6))
        #expect(clock.now(elapsed: .seconds(6)) == 9000 && clock.now(elapsed: .seconds(7)) == 19_000)
    }

    @Test("moves only by events when it goes as fast as read")
    func isMoved() {
        var clock = SimulatedClock(start: 1000, speed: .asFastAsRead)
        clock.run(elapsed: .zero)
        #expect(clock.now(elapsed: .seconds(5)) == 1000)
        clock.move(to: 5000, elapsed: .seconds(6))
        #expect(clock.now(elapsed: .seconds(9)) == 5000 && clock.elapsed(at: 6000) == nil)
    }
}
