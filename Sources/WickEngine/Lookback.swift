/// A measure over a span of time that ends with the latest candle.
public struct Lookback: Equatable, Sendable {
    /// The measure.
    public var value: Double
    /// How far back it really looks: what was asked for, or as far as the kept candles reach.
    public var span: Duration

    /// A measure of this value.
    public init(_ value: Double, over span: Duration) { (self.value, self.span) = (value, span) }
}
