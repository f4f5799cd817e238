/// What one may ask of a replay while it plays.
public enum ReplayControl: Hashable, Sendable {
    /// Hold it, or let it go on.
    case pause
    /// Hold it, after the next closed candle.
    case step
    /// One of the usual speeds up or down; the highest is as fast as it goes.
    case faster, slower
    /// So many candles on, or back if below zero.
    case seek(candles: Int)
}
