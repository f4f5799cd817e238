import WickMarket

/// A closed candle on its way from the feed to those who act on it.
public struct ClosedCandle: Equatable, Sendable {
    /// Whether one may act on a closed candle.
    public enum Timeliness: Equatable, Sendable {
        /// It closed just now.
        case fresh
        /// It closed while we were not looking, and was fetched since.
        case late
        /// It is part of the warm-up: it closed before we began.
        case history
    }

    /// The index of its series.
    public var series: Int
    /// The candle.
    public var candle: Candle
    /// Where it came from.
    public var source: CandleSource
    /// Whether one may act on it.
    public var timeliness: Timeliness
    /// How many candles before this one are missing because they cannot be had.
    public var holesBefore: Int

    /// A closed candle of these values.
    public init(
        series: Int, candle: Candle, source: CandleSource, timeliness: Timeliness, holesBefore: Int = 0
    ) {
        (self.series, self.candle, self.source) = (series, candle, source)
        (self.timeliness, self.holesBefore) = (timeliness, holesBefore)
    }
}
