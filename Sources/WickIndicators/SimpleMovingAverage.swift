/// A simple moving average (SMA): the mean of the last `period` values, updated one closed candle at a time.
///
/// Values go in oldest first and are not below zero: volumes in base units or prices in quote units; the average is in
/// the same unit. It agrees with a fresh mean over the window to rounding, however many values there were before.
/// Constant time on average; no memory is taken after `init`.
public struct SimpleMovingAverage: Sendable {
    /// The number of values averaged, in closed candles; at least 1.
    public let period: Int
    /// The average after the last closed candle, or `nil` for the first `period − 1` candles.
    public private(set) var value: Double?
    private var window: RollingSum

    /// - Throws: ``IndicatorError/periodOutOfRange(_:)``.
    public init(period: Int) throws(IndicatorError) {
        self.period = try IndicatorError.checked(period: period)
        window = RollingSum(length: period)
    }

    /// Takes in the value of a candle that can no longer change, and returns the new ``value``.
    /// - Precondition: `newest` is finite and not below zero.
    @discardableResult
    public mutating func update(_ newest: Double) -> Double? {
        precondition(newest.isFinite && newest >= 0, "the feed lets no value of \(newest) through")
        value = preview(newest)
        window.add(newest)
        return value
    }

    /// The average if the forming candle closed with the value `newest`.
    public func preview(_ newest: Double) -> Double? {
        window.sum(adding: newest).map { $0 / Double(period) }
    }
}
