import WickMarket

/// The average true range (ATR) in quote units, updated one candle at a time.
///
/// A candle's true range is how far the price went since the candle before it closed:
/// `max(high, close before) − min(low, close before)` (Wilder, 1978). The first candle has no close before it and so no
/// true range, as in TA-Lib: the first average comes with candle `period + 1`. The mean differs by ``Smoothing``.
///
/// Candles go in oldest first. Constant time on average; no memory is taken after `init`.
public struct AverageTrueRange: Sendable {
    /// How true ranges are averaged.
    public enum Smoothing: String, CaseIterable, Hashable, Sendable {
        /// The simple mean of the last `period` true ranges.
        case simple
        /// Wilder's own: seeded with the simple mean of the first `period` ranges, then `(mean × (period − 1) + new) / period`.
        case wilder
    }

    /// The number of true ranges averaged, in closed candles; at least 1.
    public let period: Int
    /// How true ranges are averaged.
    public let smoothing: Smoothing
    /// The average after the last closed candle, or `nil` while warming up.
    public var value: Double? { mean.value }
    private var lastClose: Double?
    private var mean: SmoothedMean

    /// - Throws: ``IndicatorError/periodOutOfRange(_:)``.
    public init(period: Int, smoothing: Smoothing) throws(IndicatorError) {
        self.period = try IndicatorError.checked(period: period)
        self.smoothing = smoothing
        mean = SmoothedMean(period: period, isWilder: smoothing == .wilder)
    }

    /// Takes in a candle that can no longer change, and returns the new ``value``.
    /// - Precondition: high, low and close are finite.
    @discardableResult
    public mutating func update(_ candle: Candle) -> Double? {
        precondition(
            candle.high.isFinite && candle.low.isFinite && candle.close.isFinite, "the feed lets no \(candle) through")
        if let range = trueRange(of: candle) { mean.update(range) }
        lastClose = candle.close
        return mean.value
    }

    /// The average if the forming candle closed as it is.
    public func preview(_ forming: Candle) -> Double? {
        trueRange(of: forming).flatMap(mean.preview)
    }

    private func trueRange(of candle: Candle) -> Double? {
        lastClose.map { max(candle.high, $0) - min(candle.low, $0) }
    }
}
