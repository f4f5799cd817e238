/// What a request is for.
enum RequestPurpose: Hashable, Sendable {
    /// The exchange's clock.
    case serverTime
    /// Rules and status of all symbols, or of one series' symbol.
    case instruments
    case instrument(series: Int)
    /// The history of a series before it goes live.
    case warmUp(series: Int)
    /// Missing candles of a series.
    case repair(series: Int)
}
