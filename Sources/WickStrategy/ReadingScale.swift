/// What the readings of a strategy are measured by: for titles, gauges and charts.
///
/// The initial values are those of the default parameters.
public struct ReadingScale: Equatable, Sendable {
    /// The periods of the two averages, of RSI, ATR and average volume, in candles.
    public var emaFast = 5, emaSlow = 9, rsi = 7, atr = 14, volume = 20
    /// The RSI that a LONG and a SHORT ask for, 0 to 100.
    public var rsiLong = 50.0...75.0, rsiShort = 25.0...50.0
    /// The RSI outside of which there is no signal.
    public var rsiNotExtreme = 20.0...80.0
    /// Times its average that a candle's volume must exceed.
    public var volumeMultiple = 1.5

    /// The scale of the default parameters.
    public init() {}
}
