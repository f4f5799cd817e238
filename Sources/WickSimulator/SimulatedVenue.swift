/// The exchange whose rules and payload shapes the simulated exchange follows.
public enum SimulatedVenue: String, CaseIterable, Sendable {
    /// Binance spot: `/api/v3`, `/ws`, `/stream`.
    case binance
    /// Binance.US: as spot, with its own limits, weights and request ids.
    case binanceUS = "binance_us"
    /// Binance USD-M futures: `/fapi/v1`, and streams by route (`/market/stream`).
    case binanceUSDM = "binance_usdm"
}
