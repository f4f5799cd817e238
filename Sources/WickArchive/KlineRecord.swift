import WickMarket

/// One line of a kline file: a closed candle, and what else the exchange recorded of it.
public struct KlineRecord: Equatable, Sendable {
    /// The candle. Files with 6 columns do not tell the number of trades: it is 0 there.
    public var candle: Candle
    /// When the candle closed, as recorded: its last millisecond, or earlier where the exchange stopped. Files with 6
    /// columns do not say: there it is the last millisecond.
    public var closeTime: Timestamp
    /// The traded amount in quote units; `nil` in files with 6 columns.
    public var quoteVolume: Double?
    /// What takers bought, in base units and in quote units; `nil` in files with 6 columns.
    public var takerBuyVolume, takerBuyQuoteVolume: Double?

    /// A record of these values, unchecked.
    public init(
        candle: Candle, closeTime: Timestamp, quoteVolume: Double? = nil, takerBuyVolume: Double? = nil,
        takerBuyQuoteVolume: Double? = nil
    ) {
        (self.candle, self.closeTime, self.quoteVolume) = (candle, closeTime, quoteVolume)
        (self.takerBuyVolume, self.takerBuyQuoteVolume) = (takerBuyVolume, takerBuyQuoteVolume)
    }
}
