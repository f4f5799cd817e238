/// Open, high, low, close and volume over `[openTime, openTime + timeframe)`.
///
/// Prices are in quote units, volume in base units. A candle does not know its symbol, its timeframe or whether it is
/// closed: the series it lies in, or the event that brings it, says so.
public struct Candle: Equatable, Sendable {
    /// The start of the candle, on its timeframe's grid.
    public var openTime: Timestamp
    /// The first, highest, lowest and last price, in quote units.
    public var open, high, low, close: Double
    /// The traded amount in base units.
    public var volume: Double
    /// The number of trades; 0 also where a source does not tell (files with 6 columns).
    public var trades: Int64

    /// A candle of these values, unchecked: see ``flaw(in:)``.
    @inlinable
    public init(
        openTime: Timestamp, open: Double, high: Double, low: Double, close: Double, volume: Double, trades: Int64 = 0
    ) {
        self.openTime = openTime
        (self.open, self.high, self.low, self.close) = (open, high, low, close)
        (self.volume, self.trades) = (volume, trades)
    }

    /// Why no exchange can have meant this candle, or `nil` if it may stand.
    ///
    /// - Parameter timeframe: the candle's length; its open time must be on that grid.
    public func flaw(in timeframe: Timeframe) -> CandleFlaw? {
        guard open.isFinite, high.isFinite, low.isFinite, close.isFinite, volume.isFinite else { return .notFinite }
        guard low > 0 else { return .priceNotPositive }
        guard high >= open, high >= close, low <= open, low <= close else { return .outsideHighAndLow }
        guard volume >= 0, trades >= 0 else { return .negativeVolume }
        guard timeframe.isOnGrid(openTime) else { return .offGrid }
        return nil
    }
}
