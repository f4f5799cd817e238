import Testing

@testable import WickSimulator

struct ConnectionLifeTests {
    private let rules = VenueRules(.binance)

    @Test("pings every 20 s, and closes when no pong comes within a minute")
    func pongDeadline() {
        var life = ConnectionLife(rules, now: .zero)
        #expect(life.timerFired(now: .zero) == .wait(until: .seconds(20)))
        #expect(life.timerFired(now: .seconds(20)) == .ping(payload: Array("1".utf8), nextAt: .seconds(40)))
        #expect(life.timerFired(now: .seconds(40)) == .ping(payload: Array("2".utf8), nextAt: .seconds(60)))
        #expect(life.timerFired(now: .seconds(60)) == .ping(payload: Array("3".utf8), nextAt: .seconds(80)))
        #expect(life.timerFired(now: .seconds(80)) == .close(.pongOverdue))
    }

    @Test("goes on after a pong that repeats a payload, but not after an unsolicited one")
    func pongs() {
        var life = ConnectionLife(rules, now: .zero)
        _ = life.timerFired(now: .seconds(20))
        life.pongReceived([])
        life.pongReceived(Array("7".utf8))
        #expect(life.timerFired(now: .seconds(80)) == .close(.pongOverdue))
        life.pongReceived(Array("1".utf8))
        #expect(life.timerFired(now: .seconds(80)) == .ping(payload: Array("2".utf8), nextAt: .seconds(100)))
    }

    @Test("ends after 24 hours")
    func lifetime() {
        var life = ConnectionLife(rules, now: .seconds(5))
        #expect(life.timerFired(now: .seconds(5 + 86_400)) == .close(.endOfLife))
    }

    @Test(
        "takes 5 messages in any second, on futures 10", arguments: [(SimulatedVenue.binance, 5), (.binanceUSDM, 10)])
    func messageLimit(venue: SimulatedVenue, limit: Int) {
        var life = ConnectionLife(VenueRules(venue), now: .zero)
        for _ in 0..<limit { #expect(life.frameReceived(now: .milliseconds(500)) == nil) }
        #expect(life.frameReceived(now: .milliseconds(1499)) == .tooManyMessages)
        #expect(life.frameReceived(now: .milliseconds(1500)) == nil)
    }
}

struct WeightBudgetTests {
    private func budget() -> WeightBudget {
        var rules = VenueRules(.binance)
        (rules.weightPerMinute, rules.refusalsBeforeBan) = (10, 2)
        return WeightBudget(rules)
    }

    @Test("serves up to the weight of a minute, then says how long to wait")
    func refuses() {
        var budget = budget()
        #expect(budget.spend(8, now: .seconds(5)) == .serve(used: 8))
        #expect(budget.spend(2, now: .seconds(6)) == .serve(used: 10))
        #expect(budget.spend(1, now: .seconds(20)) == .refuse(used: 10, retryAfter: .seconds(40)))
        #expect(budget.spend(1, now: .seconds(60)) == .serve(used: 1))
    }

    @Test("bans who goes on, twice as long each time")
    func bans() {
        var budget = budget()
        _ = budget.spend(10, now: .zero)
        for _ in 0..<2 { #expect(budget.spend(1, now: .zero) == .refuse(used: 10, retryAfter: .seconds(60))) }
        #expect(budget.spend(1, now: .seconds(1)) == .ban(used: 10, retryAfter: .seconds(120)))
        #expect(budget.ban(now: .seconds(2)) == .seconds(121))
        #expect(budget.spend(1, now: .seconds(71)) == .ban(used: 0, retryAfter: .seconds(50)))
        #expect(budget.spend(1, now: .seconds(121)) == .serve(used: 1))
        for _ in 0..<3 { _ = budget.spend(10, now: .seconds(122)) }
        #expect(budget.ban(now: .seconds(122)) == .seconds(122 + 240))
    }
}

struct SlidingWindowTests {
    @Test("frees a place when the oldest event has left the window")
    func slides() {
        var window = SlidingWindow(limit: 2, per: .seconds(10))
        let times: [Int] = [0, 4, 9, 10, 13, 14]
        #expect(times.map { window.allows(now: .seconds($0)) } == [true, true, false, true, false, true])
    }
}

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
