/// Spaces out what is sent on a connection, so that an exchange's limit of messages a second is never met.
///
/// One message less than allowed is sent in any span of a second, which leaves room for the answer to a ping.
struct MessageBudget: Sendable {
    private let perSecond: Int
    private var sent: [ContinuousClock.Instant] = []

    init(messagesPerSecond: Int) { perSecond = max(1, messagesPerSecond - 1) }

    /// When the next message may go; not before `now`.
    func nextSlot(now: ContinuousClock.Instant) -> ContinuousClock.Instant {
        guard sent.count >= perSecond else { return now }
        return max(now, sent[sent.count - perSecond] + .seconds(1))
    }

    /// Notes that a message was sent.
    mutating func messageSent(now: ContinuousClock.Instant) {
        sent.append(now)
        if sent.count > perSecond { sent.removeFirst(sent.count - perSecond) }
    }
}
