import WickMarket

/// The exchanges that a configuration can name.
public enum ExchangeChoice: String, CaseIterable, Hashable, Sendable, CustomStringConvertible {
    /// The simulated exchange inside wick: no network.
    case simulated
    /// Binance spot.
    case binance
    /// Binance.US.
    case binanceUS = "binance_us"
    /// Binance's USD-margined futures.
    case binanceUSDM = "binance_usdm"

    /// The name for people: `Binance.US`.
    public var title: String {
        switch self {
        case .simulated: "the simulated exchange"
        case .binance: "Binance"
        case .binanceUS: "Binance.US"
        case .binanceUSDM: "Binance USD-M Futures"
        }
    }

    /// The timeframes that it offers, ascending. Only Binance spot has one-second candles.
    public var timeframes: [Timeframe] {
        switch self {
        case .binance: Timeframe.allCases
        case .simulated, .binanceUS, .binanceUSDM: Timeframe.allCases.filter { $0 != .oneSecond }
        }
    }

    public var description: String { rawValue }
}
