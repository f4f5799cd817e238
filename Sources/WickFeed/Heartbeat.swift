/// Decides when to ping, and when a peer that does not answer is dead.
///
/// A ping goes out every `interval`, whether data flows or not; its pong must come within `patience`. Other frames do not
/// count as the answer: data may flow on a connection whose other direction is lost.
struct Heartbeat: Equatable, Sendable {
    enum Action: Equatable, Sendable { case none, sendPing, giveUp }

    private enum State: Equatable, Sendable {
        case resting
        case awaitingPong
    }

    private let interval, patience: Duration
    /// How long the last answer took; `nil` before the first.
    private(set) var roundTrip: Duration?

    private var state = State.resting
    /// When ``timerFired(now:)`` is due next.
    @Fixed private(set) var until: ContinuousClock.Instant

    init(interval: Duration, patience: Duration, now: ContinuousClock.Instant) {
        (self.interval, self.patience) = (interval, patience)
        until = now + interval
    }

    mutating func timerFired(now: ContinuousClock.Instant) -> Action {
        guard now >= until else { return .none }
        switch state {
        case .resting:
            (state, until) = (.awaitingPong, now + patience)
            return .sendPing
        case .awaitingPong:
            return .giveUp
        }
    }

    mutating func pongReceived(now: ContinuousClock.Instant) {
        guard state == .awaitingPong else { return }
        roundTrip = (until - patience).duration(to: now)
        (state, until) = (.resting, now + interval)
    }
}
