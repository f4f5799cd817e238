import Testing

@testable import WickFeed

struct HeartbeatTests {
    private var heartbeat = Heartbeat(interval: .seconds(30), patience: .seconds(15), now: start)

    @Test("pings after the interval, and again after the pong")
    mutating func pings() {
        #expect(heartbeat.until == start + .seconds(30))
        #expect(heartbeat.timerFired(now: start + .seconds(29)) == .none)
        #expect(heartbeat.timerFired(now: start + .seconds(30)) == .sendPing)
        #expect(heartbeat.until == start + .seconds(45))
        #expect(heartbeat.timerFired(now: start + .seconds(44)) == .none)
        heartbeat.pongReceived(now: start + .seconds(44))
        #expect(heartbeat.until == start + .seconds(74))
        #expect(heartbeat.timerFired(now: start + .seconds(74)) == .sendPing)
    }

    @Test("gives up when the pong does not come in time")
    mutating func givesUp() {
        #expect(heartbeat.timerFired(now: start + .seconds(30)) == .sendPing)
        #expect(heartbeat.timerFired(now: start + .seconds(45)) == .giveUp)
    }

    @Test("a pong that nobody asked for puts nothing off")
    mutating func unsolicitedPong() {
        heartbeat.pongReceived(now: start + .seconds(29))
        #expect(heartbeat.timerFired(now: start + .seconds(30)) == .sendPing)
    }
}
