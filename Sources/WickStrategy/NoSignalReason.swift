/// Why a strategy gives no signal, as a short word: on the screen, in the journal and in tests.
///
/// These are the words of the strategies here; another strategy may add its own.
public struct NoSignalReason: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The word: `no_volume_spike`.
    public let rawValue: String

    /// A reason of this word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Fewer candles than the strategy is told to wait for.
    public static let insufficientData = NoSignalReason(rawValue: "insufficient_data")
    /// An indicator is undefined.
    public static let missingIndicators = NoSignalReason(rawValue: "missing_indicators")
    /// The price moves too little.
    public static let lowVolatility = NoSignalReason(rawValue: "low_volatility")
    /// The RSI is too near 0 or 100.
    public static let extremeRSI = NoSignalReason(rawValue: "extreme_rsi")
    /// The candle's volume does not stand out.
    public static let noVolumeSpike = NoSignalReason(rawValue: "no_volume_spike")
    /// Everything would be right, but nothing happened that the strategy waits for.
    public static let noSetup = NoSignalReason(rawValue: "no_setup")

    public var description: String { rawValue }
}
