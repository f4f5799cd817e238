/// Where a closed candle came from.
public enum CandleSource: String, Sendable {
    /// The stream said that it is closed.
    case stream
    /// Fetched: at warm-up, or to repair a gap.
    case rest
    /// Read from a recorded file.
    case file
}
