/// A point in time as an exchange stamps it: milliseconds since 1970-01-01 00:00 UTC.
///
/// It is a wall-clock value for identity and display. Durations on this machine are measured with a monotonic clock
/// (`ContinuousClock.Instant`), and the two are never mixed.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01 00:00 UTC; negative before it.
    public let milliseconds: Int64

    /// A point in time given in milliseconds since 1970-01-01 00:00 UTC.
    @inlinable
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    @inlinable
    public static func < (earlier: Timestamp, later: Timestamp) -> Bool {
        earlier.milliseconds < later.milliseconds
    }

    /// The point in time this many milliseconds later (earlier if negative). Saturates instead of overflowing.
    @inlinable
    public func advanced(byMilliseconds span: Int64) -> Timestamp {
        let (sum, overflow) = milliseconds.addingReportingOverflow(span)
        return Timestamp(milliseconds: overflow ? (span > 0 ? .max : .min) : sum)
    }

    /// Milliseconds from `earlier` to this point; negative if it lies after. Saturates instead of overflowing.
    @inlinable
    public func milliseconds(since earlier: Timestamp) -> Int64 {
        let (difference, overflow) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
        return overflow ? (milliseconds > earlier.milliseconds ? .max : .min) : difference
    }
}
