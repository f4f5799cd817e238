import WickEngine
import WickFeed
import WickMarket

/// What the core tells those that watch it, in the order in which it became true.
public enum CoreEvent: Sendable {
    /// A closed candle.
    case closed(ClosedCandle, SeriesKey)
    /// A closed candle that was told before has other values.
    case corrected(Candle, SeriesKey)
    /// A signal with what risk made of it.
    case signal(SignalRecord)
    /// An alert became true; the newest time that the exchange told.
    case alert(AlertEvent, Timestamp?)
    /// Missing candles were looked for.
    case gap(GapReport, SeriesKey)
    /// The state of the feed changed; the newest time that the exchange told.
    case status(FeedStatus, Timestamp?)
    /// Something for the log.
    case notice(FeedNotice)
}
