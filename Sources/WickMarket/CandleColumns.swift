/// The closed candles of a series as columns of equal length, oldest first: prices in quote units, volumes in base units.
///
/// The slices share indices, and those do not start at 0: use `first`, `last`, `suffix` and `zip`, or `startIndex`.
public struct CandleColumns: Sendable {
    /// The open time of each candle, ascending.
    public let openTimes: ArraySlice<Timestamp>
    /// The prices of each candle.
    public let opens, highs, lows, closes: ArraySlice<Double>
    /// The volume of each candle.
    public let volumes: ArraySlice<Double>

    /// The number of candles.
    public var count: Int { openTimes.count }
}
