/// An exponential moving average (EMA) of closes, updated one candle at a time.
///
/// With `α = 2 / (period + 1)`, each close moves the average by `α × (close − average)`. What the first average is
/// differs between honest EMAs until the seed has faded, so the ``Seeding`` has to be named.
///
/// Closes go in oldest first, in quote units, and the average is in the same unit.
public struct ExponentialMovingAverage: Sendable {
    /// What the first average is.
    public enum Seeding: Hashable, Sendable {
        /// The first close, as in pandas' `ewm(adjust: false)`: there is an average from the first candle on.
        case firstClose
        /// The mean of the first `period` closes, as in TA-Lib and StockCharts' ChartSchool.
        case meanOfPeriod
    }

    /// The `N` of `EMA(N)`, in closed candles; at least 1.
    public let period: Int
    /// What the first average is.
    public let seeding: Seeding
    /// The average after the last closed candle, or `nil` while warming up.
    public private(set) var value: Double?
    private let keep: Double
    private var closesInSeed = 0
    private var sumOfSeed = 0.0

    /// - Throws: ``IndicatorError/periodOutOfRange(_:)``.
    public init(period: Int, seeding: Seeding) throws(IndicatorError) {
        self.period = try IndicatorError.checked(period: period)
        self.seeding = seeding
        keep = 1 - 2 / (Double(period) + 1)
    }

    /// Takes in the close of a candle that can no longer change, and returns the new ``value``.
    /// - Precondition: `close` is finite.
    @discardableResult
    public mutating func update(close: Double) -> Double? {
        precondition(close.isFinite, "the feed lets no close of \(close) through")
        let next = preview(close: close)
        if value == nil { (closesInSeed, sumOfSeed) = (closesInSeed + 1, sumOfSeed + close) }
        value = next
        return next
    }

    /// The average if the forming candle closed at `close`.
    public func preview(close: Double) -> Double? {
        // The same as value + (close − value) × α, but exact where α is 1; at rest (close = value) both are exact.
        if let value { return close - (close - value) * keep }
        switch seeding {
        case .firstClose: return close
        case .meanOfPeriod: return closesInSeed + 1 == period ? (sumOfSeed + close) / Double(period) : nil
        }
    }
}
