import WickMarket

/// A row of a candle request. Whether it is closed follows from its close time and the exchange's clock.
public struct RESTCandle: Equatable, Sendable {
    /// The candle.
    public var candle: Candle
    /// The last millisecond that the candle covers, as the exchange states it.
    public var closeTime: Timestamp

    /// A row of these values.
    public init(candle: Candle, closeTime: Timestamp) {
        (self.candle, self.closeTime) = (candle, closeTime)
    }
}
