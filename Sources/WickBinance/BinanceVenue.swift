import WickFeed
import WickMarket

/// The exchanges that speak Binance's public protocol; the raw value is the name in the configuration.
public enum BinanceVenue: String, CaseIterable, Sendable {
    /// Spot on binance.com.
    case binance
    /// Spot on binance.us.
    case binanceUS = "binance_us"
    /// USD-M futures on binance.com.
    case binanceUSDM = "binance_usdm"

    /// The name on the screen.
    public var title: String {
        switch self {
        case .binance: "Binance"
        case .binanceUS: "Binance.US"
        case .binanceUSDM: "Binance USD-M Futures"
        }
    }

    /// Where streams are served, without `/stream`. The USD-M hosts serve candles on the route `/market` only: without
    /// it they accept subscriptions and stay silent (since 2026-04-23).
    public var streamBaseURL: String {
        switch self {
        case .binance: "wss://stream.binance.com:9443"
        case .binanceUS: "wss://stream.binance.us:9443"
        case .binanceUSDM: "wss://fstream.binance.com" + streamRoute
        }
    }

    /// Where requests are served, without `/api/v3` or `/fapi/v1`.
    public var restBaseURL: String {
        switch self {
        case .binance: "https://api.binance.com"
        case .binanceUS: "https://api.binance.us"
        case .binanceUSDM: "https://fapi.binance.com"
        }
    }

    /// The timeframes of the candle streams, ascending. Only spot on binance.com has `1s`.
    public var timeframes: [Timeframe] {
        let all = Timeframe.allCases.sorted { $0.milliseconds < $1.milliseconds }
        return self == .binance ? all : all.filter { $0 != .oneSecond }
    }

    /// What the exchange allows; the stream limit of USD-M is the lower of the two that are documented.
    public var limits: VenueLimits {
        switch self {
        case .binance:
            VenueLimits(
                streamsPerConnection: 1024, messagesPerSecond: 5, namesPerRequest: 100, candlesPerRequest: 1000,
                weightPerMinute: 6000)
        case .binanceUS:
            VenueLimits(
                streamsPerConnection: 1024, messagesPerSecond: 5, namesPerRequest: 100, candlesPerRequest: 1000,
                weightPerMinute: 1200)
        case .binanceUSDM:
            VenueLimits(
                streamsPerConnection: 200, messagesPerSecond: 10, namesPerRequest: 100, candlesPerRequest: 1500,
                weightPerMinute: 2400)
        }
    }

    /// The route of the candle streams below the host.
    var streamRoute: String { self == .binanceUSDM ? "/market" : "" }

    /// The folder of the requests below the host.
    var restFolder: String { self == .binanceUSDM ? "/fapi/v1" : "/api/v3" }

    /// The request weight of `exchangeInfo`.
    var instrumentsWeight: Int {
        switch self {
        case .binance: 20
        case .binanceUS: 10
        case .binanceUSDM: 1
        }
    }

    /// The request weight of `klines` with this limit.
    func candlesWeight(limit: Int) -> Int {
        switch self {
        case .binance: 2
        case .binanceUS: 1
        case .binanceUSDM: limit < 100 ? 1 : limit < 500 ? 2 : limit <= 1000 ? 5 : 10
        }
    }
}
