/// Counts what happens within the last `length`, up to a limit. Times are since any fixed start, and do not go back.
struct SlidingWindow: Sendable {
    private let limit: Int
    private let length: Duration
    private var times: [Duration] = []
    private var oldest = 0

    init(limit: Int, per length: Duration) {
        (self.limit, self.length) = (max(1, limit), length)
    }

    /// Whether one more at `now` is within the limit. One that is not does not count.
    mutating func allows(now: Duration) -> Bool {
        if times.count < limit {
            times.append(now)
            return true
        }
        guard now - times[oldest] >= length else { return false }
        times[oldest] = now
        oldest = (oldest + 1) % limit
        return true
    }
}
