import WickFeed
import WickMarket
import WickStrategy

/// The series that the screen shows in full.
public struct SelectedSeries: Equatable, Sendable {
    /// The series.
    public var key: SeriesKey
    /// Where it stands.
    public var state: SeriesState
    /// The asset that sizes are in and the one that prices are in; empty if unknown.
    public var baseAsset, quoteAsset: String
    /// Digits after the point for its prices and for its sizes and volumes.
    public var priceDigits, sizeDigits: Int
    /// The newest closed candles, oldest first, as many as were asked for and are kept.
    public var candles: [CandleRow]
    /// The candle that still changes.
    public var forming: Candle?
    /// What the strategy would say if the forming candle closed now, with the indicator values counting it; without a
    /// forming candle what it said last. `nil` before the first candle.
    public var outlook: Decision?
    /// Each rule of the strategy, in its order, as it stands in ``outlook``.
    public var rules: [RuleCheck]
    /// What its readings are measured by.
    public var scale: ReadingScale
    /// The newest signal of this series, with what risk made of it.
    public var lastRecord: SignalRecord?
    /// The account of this series.
    public var ledger: Ledger

    /// A series of these values.
    public init(
        key: SeriesKey, state: SeriesState, baseAsset: String, quoteAsset: String, priceDigits: Int, sizeDigits: Int,
        candles: [CandleRow], forming: Candle?, outlook: Decision?, rules: [RuleCheck],
        scale: ReadingScale = ReadingScale(), lastRecord: SignalRecord? = nil, ledger: Ledger
    ) {
        (self.key, self.state, self.baseAsset, self.quoteAsset) = (key, state, baseAsset, quoteAsset)
        (self.priceDigits, self.sizeDigits, self.candles) = (priceDigits, sizeDigits, candles)
        (self.forming, self.outlook, self.rules, self.ledger) = (forming, outlook, rules, ledger)
        (self.scale, self.lastRecord) = (scale, lastRecord)
    }
}
