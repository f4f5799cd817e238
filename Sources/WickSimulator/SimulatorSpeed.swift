/// How fast simulated time runs.
public enum SimulatorSpeed: Equatable, Sendable {
    /// This many times as fast as real time: 1 is real time; 0.1 to 10,000.
    ///
    /// Should the machine not keep up, simulated time runs slower than asked; nothing is left out for it.
    case times(Double)
    /// Simulated time stands still until every subscribed connection has taken what was sent, and then jumps on to the
    /// next event. Each candle has a few forming updates only.
    case asFastAsRead

    /// The range of ``times(_:)``.
    public static let range: ClosedRange<Double> = 0.1...10_000
}
