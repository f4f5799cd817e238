/// Decides when a stream connection is pinged, and when it ends. Times are since any fixed start.
struct ConnectionLife: Sendable {
    enum Action: Equatable {
        case wait(until: Duration)
        /// Ping with this payload, and ask again at the given time.
        case ping(payload: [UInt8], nextAt: Duration)
        case close(Reason)
    }
    /// Why the server ends a connection.
    enum Reason: Equatable {
        case pongOverdue, endOfLife, tooManyMessages
    }

    private let rules: VenueRules
    private var end: Duration
    private var nextPing: Duration
    private var awaited: (payload: [UInt8], deadline: Duration)?
    private var pings: UInt64 = 0
    private var messages: SlidingWindow

    init(_ rules: VenueRules, now: Duration) {
        self.rules = rules
        end = now + rules.lifetime
        nextPing = now + rules.pingInterval
        messages = SlidingWindow(limit: rules.messagesPerSecond, per: .seconds(1))
    }

    /// What is due at `now`.
    mutating func timerFired(now: Duration) -> Action {
        if now >= end { return .close(.endOfLife) }
        if let awaited, now >= awaited.deadline { return .close(.pongOverdue) }
        guard now >= nextPing else { return .wait(until: wakeUp) }
        nextPing = now + rules.pingInterval
        pings += 1
        let payload = Array(String(pings).utf8)
        if awaited == nil { awaited = (payload, now + rules.pongDeadline) }
        return .ping(payload: payload, nextAt: wakeUp)
    }

    /// Ends the connection at this time, if it would last longer.
    mutating func shorten(to time: Duration) { end = min(end, time) }

    /// The ping that was due has been withheld: no pong is awaited for it.
    mutating func pingWithheld() { awaited = nil }

    /// A frame of any kind has come; the reason to close, if that was one too many.
    mutating func frameReceived(now: Duration) -> Reason? {
        messages.allows(now: now) ? nil : .tooManyMessages
    }

    /// Only a pong to one of our pings keeps the connection alive: one that repeats a payload, not an unsolicited one.
    mutating func pongReceived(_ payload: [UInt8]) {
        guard let awaited, let number = UInt64(String(decoding: payload, as: UTF8.self)),
            let oldest = UInt64(String(decoding: awaited.payload, as: UTF8.self)), (oldest...pings).contains(number)
        else { return }
        self.awaited = nil
    }

    private var wakeUp: Duration { min(end, min(nextPing, awaited?.deadline ?? end)) }
}
