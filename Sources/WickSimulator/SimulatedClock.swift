/// Simulated time as a function of real time. Reads no clock: real time since the exchange's start goes in.
struct SimulatedClock: Equatable, Sendable {
    /// How many simulated milliseconds pass in a real one; 0 while only ``move(to:elapsed:)`` moves time.
    private let rate: Double
    private var anchor: Int64
    private var anchoredAt: Duration
    private var isRunning: Bool

    /// A clock that shows `start`, in milliseconds since 1970, and stands still until ``run(elapsed:)``.
    init(start: Int64, speed: SimulatorSpeed) {
        rate =
            switch speed {
            case .times(let factor): factor
            case .asFastAsRead: 0
            }
        (anchor, anchoredAt, isRunning) = (start, .zero, false)
    }

    /// Lets time run from now on.
    mutating func run(elapsed: Duration) {
        guard !isRunning else { return }
        (anchoredAt, isRunning) = (elapsed, true)
    }

    /// Simulated time, milliseconds since 1970.
    func now(elapsed: Duration) -> Int64 {
        guard isRunning, rate > 0 else { return anchor }
        return anchor + Int64((elapsed - anchoredAt) / .milliseconds(1) * rate)
    }

    /// Sets simulated time: forward as the events go, or back to the event that is due, when there was no time to do
    /// more.
    mutating func move(to time: Int64, elapsed: Duration) { (anchor, anchoredAt) = (time, elapsed) }

    /// The real time at which the clock will show `time`; `nil` if it never will by itself.
    func elapsed(at time: Int64) -> Duration? {
        guard isRunning, rate > 0 else { return nil }
        return anchoredAt + .nanoseconds(Int64((Double(time - anchor) / rate * 1e6).rounded(.up)))
    }
}
