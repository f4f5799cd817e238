/// The relative strength index (RSI) of closes, 0 to 100, updated one candle at a time.
///
/// It is `100 × G / (G + L)`, with `G` the mean gain and `L` the mean loss between one close and the next, both not
/// below zero; that is Wilder's `100 − 100 / (1 + G / L)` written so that no loss needs no special case. Without a loss
/// it is 100, without a gain 0; with neither it is undefined, `nil`. The two means differ by ``Smoothing``.
///
/// Closes go in oldest first, in quote units. `period` changes are needed, so the first value comes with candle
/// `period + 1`. Constant time on average; no memory is taken after `init`.
public struct RelativeStrengthIndex: Sendable {
    /// How gains and losses are averaged.
    public enum Smoothing: String, CaseIterable, Hashable, Sendable {
        /// Simple means over the last `period` changes: Cutler's RSI, which does not depend on where the data starts.
        case cutler
        /// Wilder's own: seeded with the simple mean of the first `period` changes, then `(mean × (period − 1) + new) / period`.
        case wilder
    }

    /// The number of changes averaged, in closed candles; at least 1.
    public let period: Int
    /// How gains and losses are averaged.
    public let smoothing: Smoothing
    /// The index after the last closed candle; `nil` while warming up, or where there was neither gain nor loss.
    public private(set) var value: Double?
    private var lastClose: Double?
    private var gain, loss: SmoothedMean

    /// - Throws: ``IndicatorError/periodOutOfRange(_:)``.
    public init(period: Int, smoothing: Smoothing) throws(IndicatorError) {
        self.period = try IndicatorError.checked(period: period)
        self.smoothing = smoothing
        gain = SmoothedMean(period: period, isWilder: smoothing == .wilder)
        loss = gain
    }

    /// Takes in the close of a candle that can no longer change, and returns the new ``value``.
    /// - Precondition: `close` is finite and above zero.
    @discardableResult
    public mutating func update(close: Double) -> Double? {
        precondition(close.isFinite && close > 0, "the feed lets no close of \(close) through")
        if let lastClose {
            gain.update(max(0, close - lastClose))
            loss.update(max(0, lastClose - close))
            value = Self.index(gain: gain.value, loss: loss.value)
        }
        lastClose = close
        return value
    }

    /// The index if the forming candle closed at `close`.
    public func preview(close: Double) -> Double? {
        guard let lastClose else { return nil }
        return Self.index(
            gain: gain.preview(max(0, close - lastClose)), loss: loss.preview(max(0, lastClose - close)))
    }

    private static func index(gain: Double?, loss: Double?) -> Double? {
        guard let gain, let loss, gain > 0 || loss > 0 else { return nil }
        return 100 * (gain / (gain + loss))
    }
}
