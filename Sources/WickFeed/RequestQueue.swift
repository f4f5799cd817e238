import Collections

/// Decides which request goes out when: at most so many at once, below the exchange's weight, and not at all while the
/// exchange has told us to wait.
struct RequestQueue: Sendable {
    private struct Waiting: Sendable {
        var purpose: RequestPurpose
        var notBefore: ContinuousClock.Instant
    }

    /// The part of the exchange's weight that is used; the rest belongs to others behind the same address.
    static let shareOfWeight = 0.8
    /// The longest pause between two questions for the same thing.
    static let retryDelayMax: Duration = .seconds(30)

    private let inFlightMax: Int
    private let weightMax: Int
    private var waiting: Deque<Waiting> = []
    private var inFlight: [RequestID: RequestPurpose] = [:]
    private var failures: [RequestPurpose: Int] = [:]
    private var lastNumber = 0
    private var blockedUntil: ContinuousClock.Instant?
    private var windowStart: ContinuousClock.Instant
    private var weightInWindow = 0

    init(inFlightMax: Int, weightPerMinute: Int, now: ContinuousClock.Instant) {
        self.inFlightMax = inFlightMax
        weightMax = Int(Double(weightPerMinute) * Self.shareOfWeight)
        windowStart = now
    }

    /// Whether such a request waits or is under way.
    func contains(_ purpose: RequestPurpose) -> Bool {
        waiting.contains { $0.purpose == purpose } || inFlight.values.contains(purpose)
    }

    /// Adds a request, unless one for the same thing is there.
    mutating func add(_ purpose: RequestPurpose, notBefore: ContinuousClock.Instant) {
        guard !contains(purpose) else { return }
        waiting.append(Waiting(purpose: purpose, notBefore: notBefore))
    }

    /// Adds a request again after it failed, later each time.
    mutating func addAgain(_ purpose: RequestPurpose, now: ContinuousClock.Instant) {
        let count = failures[purpose, default: 0]
        failures[purpose] = count + 1
        add(purpose, notBefore: now + min(Self.retryDelayMax, .seconds(1) * (1 << min(count, 10))))
    }

    /// How often the request has failed in a row.
    func failureCount(_ purpose: RequestPurpose) -> Int { failures[purpose, default: 0] }

    /// Notes that it succeeded.
    mutating func succeeded(_ purpose: RequestPurpose) { failures[purpose] = nil }

    /// What is to be asked for next, if it may be asked for now.
    mutating func nextDue(now: ContinuousClock.Instant) -> RequestPurpose? {
        if windowStart.duration(to: now) >= .seconds(60) { (windowStart, weightInWindow) = (now, 0) }
        if let until = blockedUntil {
            guard now >= until else { return nil }
            blockedUntil = nil
        }
        guard inFlight.count < inFlightMax else { return nil }
        return waiting.first { $0.notBefore <= now }?.purpose
    }

    /// Takes what ``nextDue(now:)`` named out of the queue to be sent.
    /// - Returns: `nil` if it weighs too much for this minute; it stays in the queue until the next.
    mutating func begin(_ purpose: RequestPurpose, weight: Int) -> RequestID? {
        guard weightInWindow == 0 || weightInWindow + weight <= weightMax else {
            blockedUntil = windowStart + .seconds(60)
            return nil
        }
        weightInWindow += weight
        lastNumber += 1
        remove(purpose)
        inFlight[RequestID(number: lastNumber)] = purpose
        return RequestID(number: lastNumber)
    }

    /// Forgets a waiting request: there is nothing to ask any more.
    mutating func remove(_ purpose: RequestPurpose) { waiting.removeAll { $0.purpose == purpose } }

    /// What an answered request was for; `nil` if it is not ours or was answered before.
    mutating func answered(_ id: RequestID) -> RequestPurpose? { inFlight.removeValue(forKey: id) }

    /// Sends nothing until then.
    mutating func block(until: ContinuousClock.Instant) {
        blockedUntil = max(blockedUntil ?? until, until)
    }

    /// Takes the weight that the exchange counts for us, if it is more than our own count.
    mutating func noteUsedWeight(_ used: Int) { weightInWindow = max(weightInWindow, used) }

    /// When ``nextDue(now:)`` should be asked again; `nil` if only an answer or a new request changes anything.
    var deadline: ContinuousClock.Instant? {
        guard inFlight.count < inFlightMax, let earliest = waiting.map(\.notBefore).min() else { return nil }
        return max(earliest, blockedUntil ?? earliest)
    }
}
