import WickMarket

/// What a strategy saw at a candle: the candle's close and volume and its indicators; `nil` where one is undefined.
public struct IndicatorReadings: Equatable, Sendable {
    /// How many candles the strategy has seen since it began or was reset, this one included.
    public var candles: Int
    /// The candle's close, in quote units.
    public var close: Double
    /// The candle's volume, in base units.
    public var volume: Double
    /// The fast and the slow exponential moving average of the closes, in quote units.
    public var emaFast, emaSlow: Double?
    /// The two averages one candle earlier, in quote units: what tells a crossing.
    public var previousEMAFast, previousEMASlow: Double?
    /// The relative strength index, 0 to 100.
    public var rsi: Double?
    /// The average true range, in quote units.
    public var atr: Double?
    /// The mean volume of the last candles, this one included, in base units.
    public var volumeAverage: Double?

    /// The readings of a candle before any indicator is known.
    public init(of candle: Candle, candles: Int) {
        (self.candles, close, volume) = (candles, candle.close, candle.volume)
    }

    /// Whether both averages are defined, now and one candle earlier.
    var hasAverages: Bool {
        emaFast != nil && emaSlow != nil && previousEMAFast != nil && previousEMASlow != nil
    }

    /// The side that the fast average crossed to with this candle; `nil` if it did not cross or one is undefined.
    var crossing: Side? {
        guard let emaFast, let emaSlow, let previousEMAFast, let previousEMASlow else { return nil }
        if previousEMAFast <= previousEMASlow, emaFast > emaSlow { return .long }
        if previousEMAFast >= previousEMASlow, emaFast < emaSlow { return .short }
        return nil
    }
}
