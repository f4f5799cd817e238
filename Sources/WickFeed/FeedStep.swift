/// What the next bytes of a connection amounted to.
public enum FeedStep: Equatable, Sendable {
    /// There is no whole message left.
    case idle
    /// A forming candle of this series has changed.
    case forming(series: Int)
    /// Something else was taken in; events may be due.
    case other
}
