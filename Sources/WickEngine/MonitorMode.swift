/// What one is looking at, for the screen to say.
public enum MonitorMode: Equatable, Sendable {
    /// An exchange.
    case live
    /// The simulated exchange, so many times as fast as real time; `nil` where that is unknown, or as fast as it goes.
    case simulated(speed: Double?)
    /// Recorded data, so many times as fast as real time, `nil` is as fast as it goes; or held.
    case replay(speed: Double?, isHeld: Bool = false)

    /// Whether it is recorded data.
    public var isReplay: Bool {
        switch self {
        case .live, .simulated: false
        case .replay: true
        }
    }
}
