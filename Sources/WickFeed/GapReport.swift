import WickMarket

/// What came of looking for missing candles.
public struct GapReport: Equatable, Sendable {
    /// The index of the series.
    public var series: Int
    /// The open times of the first and the last candle that were missing.
    public var from, to: Timestamp
    /// How many of them were found.
    public var filled: Int
    /// How many the exchange does not have.
    public var holes: Int

    /// A report of these values.
    public init(series: Int, from: Timestamp, to: Timestamp, filled: Int, holes: Int) {
        (self.series, self.from, self.to, self.filled, self.holes) = (series, from, to, filled, holes)
    }
}
