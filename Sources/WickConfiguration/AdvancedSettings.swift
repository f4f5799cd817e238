/// The section `advanced`: how much is kept, and how often it is reported.
public struct AdvancedSettings: Equatable, Sendable {
    /// Closed candles kept for each symbol, and fetched at the start: 50 to 5000.
    public var bufferSize = 500
    /// Closed candles that a strategy sees before its first signal: 1 to ``bufferSize``.
    public var minCandlesRequired = 30
    /// How often ages and status lines are refreshed.
    public var statusUpdateInterval = Duration.seconds(1)

    /// The defaults.
    public init() {}
}
