import WickMarket

/// Says of each closed candle of one symbol and timeframe whether to go long, to go short, or why neither.
///
/// Candles come in order and without a hole. Where that breaks (a hole, or a closed candle that was corrected) the
/// owner calls ``reset()`` and feeds the candles since then again. A candle has passed `Candle.flaw(in:)`.
public protocol Strategy: Sendable {
    /// What its readings are measured by.
    var scale: ReadingScale { get }

    /// Takes in a candle that can no longer change and decides on it.
    ///
    /// - Parameter candle: the candle that just closed.
    /// - Parameter series: the closed candles, `candle` being the last of them.
    mutating func update(closed candle: Candle, in series: CandleSeries) -> Decision

    /// What ``update(closed:in:)`` would say if the forming candle closed as it is. Nothing changes.
    ///
    /// - Parameter candle: the forming candle, the one after the last closed.
    /// - Parameter series: the closed candles before it.
    func preview(forming candle: Candle, in series: CandleSeries) -> Decision

    /// Forgets every candle: the next one is the first.
    mutating func reset()

    /// How each rule of this strategy stands in a decision of its own, in the order in which the rules decide.
    ///
    /// There is a signal exactly when all hold; else the first that does not gives the reason.
    func rules(for decision: Decision) -> [RuleCheck]
}
