/// Decides what to do about a stream that is silent for longer than its symbol usually is.
///
/// First the exchange is asked whether the symbol moves at all, for a quiet symbol is not a broken stream. If it does, and
/// still nothing comes, the stream is subscribed anew; if that does not help either, its connection is given up. Where all of
/// a connection is silent, subscribing would help as little as before, and the connection is given up at once; likewise where
/// nobody can be asked.
struct SilenceWatch: Equatable, Sendable {
    enum Step: Equatable, Sendable { case none, ask, subscribeAnew, reconnect }

    private enum State: Equatable, Sendable {
        case listening
        /// The exchange is being asked since ``changedAt``.
        case asking
        /// The symbol has moved; what it did may be on its way, since ``changedAt``.
        case suspecting
    }

    /// How long an answer is awaited, and how long what the answer shows may be on its way.
    static let answerPatience: Duration = .seconds(30), deliveryPatience: Duration = .seconds(5)
    /// The longest span between two questions about the same stream.
    static let intervalMax: Duration = .seconds(900)

    private var state = State.listening
    @FixedOptional private var changedAt: ContinuousClock.Instant? = nil
    @FixedOptional private var heardAt: ContinuousClock.Instant? = nil
    private var hasSubscribedAnew = false
    private var quietAnswers = 0
    /// How often the connection was given up for this stream alone.
    private var connectionsGivenUp = 0
    /// How far the symbol had come by the last answer.
    private(set) var progress: TradeProgress?

    /// Whether the exchange has confirmed, since the stream was heard last, that there is nothing to hear.
    var isQuiet: Bool { quietAnswers > 0 && state == .listening }

    /// Whether it has been confirmed again and again, so that the symbol itself may have changed.
    var isQuietForLong: Bool { quietAnswers > 1 }

    /// Says what to do now.
    /// - Parameters:
    ///   - heard: when the last message of the stream came; `nil` before the first.
    ///   - since: when the silence began: then, or when the stream was subscribed if that was later.
    ///   - limit: the silence that is usual; after each answer that nothing moves, and each connection that was given up for
    ///     this stream, twice as long is waited.
    ///   - isAlone: whether other streams of the same connection bring data, so that only this one is silent.
    ///   - mayAsk: whether a question may be sent now.
    mutating func check(
        heard: ContinuousClock.Instant?, since: ContinuousClock.Instant, limit: Duration, isAlone: Bool, mayAsk: Bool,
        now: ContinuousClock.Instant
    ) -> Step {
        if heard != heardAt {
            self = SilenceWatch()
            heardAt = heard
        }
        let waited = (changedAt ?? now).duration(to: now)
        switch state {
        case .listening:
            let doublings = min(quietAnswers + (isAlone ? connectionsGivenUp : 0), 10)
            let patience = min(limit * (1 << doublings), max(limit, Self.intervalMax))
            guard mayAsk, since.duration(to: now) >= patience else { return .none }
            (state, changedAt) = (.asking, now)
            return .ask
        case .asking:
            guard waited >= Self.answerPatience else { return .none }
            state = .listening
            return isAlone ? .none : .reconnect
        case .suspecting:
            guard waited >= Self.deliveryPatience else { return .none }
            state = .listening
            guard isAlone else { return .reconnect }
            if hasSubscribedAnew { connectionsGivenUp += 1 }
            hasSubscribedAnew.toggle()
            return hasSubscribedAnew ? .subscribeAnew : .reconnect
        }
    }

    /// Takes the answer: whether the symbol has moved since what is known of it, and how far it has come.
    mutating func take(hasMoved: Bool, progress: TradeProgress?, now: ContinuousClock.Instant) {
        self.progress = progress ?? self.progress
        guard state == .asking else { return }
        (state, changedAt) = (hasMoved ? .suspecting : .listening, now)
        if !hasMoved { quietAnswers += 1 }
    }
}
