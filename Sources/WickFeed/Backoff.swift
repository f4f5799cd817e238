/// How long to wait before the next attempt: doubling from `base` to `ceiling`, with jitter.
///
/// The jitter takes a random part of up to a quarter off each pause, so that many clients cut at the same moment do not
/// come back at the same moment.
struct Backoff: Equatable, Sendable {
    /// Attempts that failed since the last ``reset()``.
    private(set) var failures = 0
    private let base, ceiling: Duration

    init(base: Duration, ceiling: Duration) {
        (self.base, self.ceiling) = (base, max(base, ceiling))
    }

    /// The pause after one more failure.
    mutating func next(using random: inout some RandomNumberGenerator) -> Duration {
        failures += 1
        let doublings = min(failures - 1, 20)
        let full = min(ceiling, base * (1 << doublings))
        return full * (1 - Double.random(in: 0..<0.25, using: &random))
    }

    /// Starts again from the first pause.
    mutating func reset() { failures = 0 }
}
