import WickMarket

/// What is known of the exchange's clock, and how far its stamps are believed.
///
/// Only an answer to the question for the time may set the clock. Stamps of messages move it on, but by no more than
/// ``trustMilliseconds`` beyond what it can be: one absurd stamp must not make every candle look overdue.
struct ExchangeClock: Sendable {
    private struct Answer: Sendable {
        var time: Timestamp
        @Fixed var at: ContinuousClock.Instant
    }

    /// How far a stamp may be ahead, in milliseconds: enough for a simulated exchange whose time runs 60 times as fast.
    static let trustMilliseconds: Int64 = 15 * 60_000

    /// The newest time that the exchange has told; `nil` before the first answer.
    private(set) var told: Timestamp?
    private var answer: Answer?
    /// Whether the exchange's clock goes as fast as ours, by the last two answers: a simulated exchange's may not.
    private(set) var isSteady = false

    /// Takes an answer to the question for the time.
    mutating func take(answer time: Timestamp, now: ContinuousClock.Instant) {
        if let answer, answer.at.duration(to: now) >= .seconds(10) {
            let pace =
                Double(time.milliseconds(since: answer.time)) / Double(answer.at.duration(to: now).inMilliseconds)
            isSteady = (0.9...1.1).contains(pace)
        }
        answer = Answer(time: time, at: now)
        guard let known = told, time.milliseconds(since: known).magnitude <= Self.trustMilliseconds else {
            told = time
            return
        }
        told = max(known, time)
    }

    /// Takes the stamp of a message.
    /// - Returns: `false` if it is too far ahead to be believed, or no answer has come yet.
    mutating func take(stamp: Timestamp, now: ContinuousClock.Instant) -> Bool {
        guard let known = told else { return false }
        if stamp <= known { return true }
        guard isNear(stamp, to: known) || isNear(stamp, to: estimate(now: now) ?? known) else { return false }
        told = stamp
        return true
    }

    /// What the exchange's clock shows now, as far as can be told: the last answer and the time since, or the newest stamp
    /// if that is later. For judging ages; what is closed only the exchange says.
    func estimate(now: ContinuousClock.Instant) -> Timestamp? {
        guard let told, let answer else { return nil }
        return max(told, answer.time.advanced(byMilliseconds: answer.at.duration(to: now).inMilliseconds))
    }

    /// What the exchange's clock showed at a moment since the last answer, by that answer and the time since alone.
    func reckoned(at moment: ContinuousClock.Instant) -> Timestamp? {
        guard let answer, moment >= answer.at else { return nil }
        return answer.time.advanced(byMilliseconds: answer.at.duration(to: moment).inMilliseconds)
    }

    /// Whether the last answer is no older than this.
    func wasAnswered(within span: Duration, now: ContinuousClock.Instant) -> Bool {
        answer.map { $0.at.duration(to: now) <= span } ?? false
    }

    private func isNear(_ stamp: Timestamp, to time: Timestamp) -> Bool {
        stamp.milliseconds(since: time) <= Self.trustMilliseconds
    }
}

extension Duration {
    /// Whole milliseconds, rounded towards zero.
    var inMilliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
