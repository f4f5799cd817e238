/// The request weight of a client within the running minute, and what happens to one that uses more.
struct WeightBudget: Sendable {
    /// What is to be done with a request.
    enum Verdict: Equatable {
        /// Answer it; so much weight is used up now.
        case serve(used: Int)
        /// 429: too much, wait so long.
        case refuse(used: Int, retryAfter: Duration)
        /// 418: went on in spite of it, wait so long.
        case ban(used: Int, retryAfter: Duration)
    }

    private static let minute = Duration.seconds(60)
    private static let longestBan = Duration.seconds(3 * 24 * 3600)
    private let weightMax, refusalsBeforeBan: Int
    private let firstBan: Duration
    private var windowStart = Duration.zero
    private var used = 0
    private var refusals = 0
    private var bans = 0
    private var bannedUntil: Duration?

    init(_ rules: VenueRules) {
        (weightMax, refusalsBeforeBan, firstBan) = (rules.weightPerMinute, rules.refusalsBeforeBan, rules.firstBan)
    }

    /// The time until which every request is answered with 418.
    func ban(now: Duration) -> Duration? { bannedUntil.flatMap { $0 > now ? $0 : nil } }

    /// Decides about a request of some weight.
    mutating func spend(_ weight: Int, now: Duration) -> Verdict {
        if now - windowStart >= Self.minute {
            let minutes = Int((now - windowStart) / Self.minute)
            windowStart += Self.minute * minutes
            (used, refusals) = (0, 0)
        }
        if let end = ban(now: now) { return .ban(used: used, retryAfter: end - now) }
        if used + weight <= weightMax {
            used += weight
            return .serve(used: used)
        }
        used = max(used, weightMax)
        refusals += 1
        guard refusals > refusalsBeforeBan else {
            return .refuse(used: used, retryAfter: windowStart + Self.minute - now)
        }
        let length = min(Self.longestBan, firstBan * (1 << min(bans, 20)))
        bans += 1
        bannedUntil = now + length
        return .ban(used: used, retryAfter: length)
    }
}
