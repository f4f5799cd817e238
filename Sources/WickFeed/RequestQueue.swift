import Collections
import WickMarket

/// Decides which request goes out when: at most so many at once, below the exchange's weight, and not at all while the
/// exchange has told us to wait.
struct RequestQueue: Sendable {
    /// A request that was sent.
    struct Sent: Equatable, Sendable {
        var purpose: RequestPurpose
        /// What the exchange's clock showed then, as far as it was known.
        var asked: Timestamp?
    }

    private struct Waiting: Sendable {
        var purpose: RequestPurpose
        @Fixed var notBefore: ContinuousClock.Instant
    }

    /// The part of the exchange's weight that is used; the rest belongs to others behind the same address.
    static let shareOfWeight = 0.8
    /// The pause before the second question for the same thing; doubled each time up to ``retryDelayMax``.
    static let retryDelay: Duration = .seconds(1)
    /// The longest pause between two questions for the same thing.
    static let retryDelayMax: Duration = .seconds(30)
    /// The span over which an exchange counts weight.
    static let window: Duration = .seconds(60)

    private let inFlightMax: Int
    private let weightMax: Int
    private var waiting: Deque<Waiting> = []
    private var inFlight: [RequestID: Sent] = [:]
    /// All that waits or is under way.
    private var pending: Set<RequestPurpose> = []
    private var failures: [RequestPurpose: Int] = [:]
    private var lastNumber = 0
    @FixedOptional private var blockedUntil: ContinuousClock.Instant? = nil
    @Fixed private var windowStart: ContinuousClock.Instant
    private var weightInWindow = 0
    private var isWindowFull = false

    init(inFlightMax: Int, weightPerMinute: Int, now: ContinuousClock.Instant) {
        self.inFlightMax = inFlightMax
        weightMax = Int(Double(weightPerMinute) * Self.shareOfWeight)
        windowStart = now
    }

    /// Whether such a request waits or is under way.
    func contains(_ purpose: RequestPurpose) -> Bool { pending.contains(purpose) }

    /// Whether the exchange has told us to wait.
    func isBlocked(now: ContinuousClock.Instant) -> Bool { blockedUntil.map { now < $0 } ?? false }

    /// Adds a request, unless one for the same thing is there.
    /// - Returns: whether it was added.
    @discardableResult
    mutating func add(_ purpose: RequestPurpose, notBefore: ContinuousClock.Instant) -> Bool {
        guard pending.insert(purpose).inserted else { return false }
        waiting.append(Waiting(purpose: purpose, notBefore: notBefore))
        return true
    }

    /// Adds a request again that did not bring what was asked for, later each time until ``succeeded(_:)``.
    mutating func addAgain(_ purpose: RequestPurpose, now: ContinuousClock.Instant) {
        let count = failures[purpose, default: 0]
        failures[purpose] = count + 1
        add(purpose, notBefore: now + min(Self.retryDelayMax, Self.retryDelay * (1 << min(count, 10))))
    }

    /// Notes that it brought what was asked for.
    mutating func succeeded(_ purpose: RequestPurpose) { failures[purpose] = nil }

    /// What is to be asked for next, if it may be asked for now.
    mutating func nextDue(now: ContinuousClock.Instant) -> RequestPurpose? {
        if windowStart.duration(to: now) >= Self.window {
            (windowStart, weightInWindow, isWindowFull) = (now, 0, false)
        }
        guard !isBlocked(now: now), !isWindowFull, inFlight.count < inFlightMax else { return nil }
        var first: RequestPurpose?
        for request in waiting where request.notBefore <= now {
            if !request.purpose.canWait { return request.purpose }
            first = first ?? request.purpose
        }
        return first
    }

    /// Takes what ``nextDue(now:)`` named out of the queue to be sent.
    /// - Returns: `nil` if it weighs too much for this minute; it stays in the queue until the next.
    mutating func begin(_ purpose: RequestPurpose, weight: Int, clock: Timestamp? = nil) -> RequestID? {
        guard weightInWindow == 0 || weightInWindow + weight <= weightMax else {
            isWindowFull = true
            return nil
        }
        weightInWindow += weight
        lastNumber += 1
        waiting.removeAll { $0.purpose == purpose }
        inFlight[RequestID(number: lastNumber)] = Sent(purpose: purpose, asked: clock)
        return RequestID(number: lastNumber)
    }

    /// Forgets a waiting request: there is nothing to ask any more.
    mutating func remove(_ purpose: RequestPurpose) {
        failures[purpose] = nil
        guard let place = waiting.firstIndex(where: { $0.purpose == purpose }) else { return }
        waiting.remove(at: place)
        pending.remove(purpose)
    }

    /// Forgets a request, waiting or under way: its answer means nothing any more.
    mutating func abandon(_ purpose: RequestPurpose) {
        guard pending.contains(purpose) else { return }
        remove(purpose)
        guard let id = inFlight.first(where: { $0.value.purpose == purpose })?.key else { return }
        inFlight[id]?.purpose = .nothing
        pending.remove(purpose)
    }

    /// What an answered request was for; `nil` if it is not ours or was answered before.
    mutating func answered(_ id: RequestID) -> Sent? {
        guard let sent = inFlight.removeValue(forKey: id) else { return nil }
        pending.remove(sent.purpose)
        return sent
    }

    /// Sends nothing until then.
    mutating func block(until: ContinuousClock.Instant) {
        blockedUntil = max(blockedUntil ?? until, until)
    }

    /// Takes the weight that the exchange counts for us, if it is more than our own count.
    mutating func noteUsedWeight(_ used: Int) { weightInWindow = max(weightInWindow, used) }

    /// When ``nextDue(now:)`` should be asked again; `nil` if only an answer or a new request changes anything.
    var deadline: ContinuousClock.Instant? {
        guard inFlight.count < inFlightMax, var due = waiting.lazy.map(\.notBefore).min() else { return nil }
        if let blockedUntil { due = max(due, blockedUntil) }
        return isWindowFull ? max(due, windowStart + Self.window) : due
    }
}
