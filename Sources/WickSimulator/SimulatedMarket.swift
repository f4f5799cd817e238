import WickMarket

/// What the simulated exchange trades.
public enum SimulatedMarket: Equatable, Sendable {
    /// A market that follows from its seed: the same seed gives the same candles at the same times.
    ///
    /// - Parameters:
    ///   - seed: any number.
    ///   - start: the simulated time at which the exchange starts, within ``starts``; `nil` is the present time.
    ///     Candles before it, back to 1970, are there as history.
    ///   - symbolCount: how many symbols are listed, 1 to 3000. The first ones are well known, the rest invented.
    case seeded(seed: UInt64, start: Timestamp? = nil, symbolCount: Int = 48)
    /// Recorded candles: files of klines as data.binance.vision publishes them, or folders that hold such files.
    ///
    /// Time starts at the open time of the first record (of the shortest timeframe, if there are several), and stands
    /// still until the first kline stream is subscribed. REST knows what lies before the present, as on the exchange:
    /// nothing, at first. Numbers are sent as they were recorded. Trade ids were not recorded and are made up.
    case recorded(paths: [String])

    /// The range of the seeded market's `start`: from 1970 to 2100.
    public static let starts = Timestamp(milliseconds: 0)...Timestamp(milliseconds: 4_102_444_800_000)
    /// The range of the seeded market's `symbolCount`.
    public static let symbolCounts = 1...3000
}
