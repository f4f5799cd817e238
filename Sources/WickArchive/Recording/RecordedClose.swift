import WickMarket

/// A closed candle as the feed gave it.
public struct RecordedClose: Equatable, Sendable {
    /// The place of its series among those watched.
    public var series: Int
    /// The candle.
    public var candle: Candle
    /// Where it came from, and how timely it was, as the feed numbers these; and the candles missing before it.
    public var source, timeliness, holesBefore: Int

    /// A close of these values.
    public init(series: Int, candle: Candle, source: Int, timeliness: Int, holesBefore: Int) {
        (self.series, self.candle, self.source) = (series, candle, source)
        (self.timeliness, self.holesBefore) = (timeliness, holesBefore)
    }
}
