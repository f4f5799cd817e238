import WickMarket

/// A closed candle as the feed gave it.
public struct RecordedClose: Equatable, Sendable {
    /// The symbol and the timeframe of its series.
    public var symbol, timeframe: String
    /// The candle.
    public var candle: Candle
    /// Where it came from, and how timely it was, as the feed numbers these; and the candles missing before it.
    public var source, timeliness, holesBefore: Int

    /// A close of these values.
    public init(
        symbol: String, timeframe: String, candle: Candle, source: Int, timeliness: Int, holesBefore: Int
    ) {
        (self.symbol, self.timeframe, self.candle, self.source) = (symbol, timeframe, candle, source)
        (self.timeliness, self.holesBefore) = (timeliness, holesBefore)
    }
}
