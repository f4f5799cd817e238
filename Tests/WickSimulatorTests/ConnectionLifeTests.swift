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
