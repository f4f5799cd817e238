import WickMarket

/// A line of a feed's watchlist.
struct WatchedSymbol: Equatable, Sendable {
    let symbol: Symbol
    /// The index of the series on view.
    var series: Int
    /// The index of the series that will take its place, while the timeframe is being switched.
    var successor: Int?
}
