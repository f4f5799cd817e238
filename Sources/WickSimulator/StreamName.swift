import WickMarket

/// A kline stream's name taken apart: `btcusdt@kline_1m`.
struct StreamName: Hashable, Sendable {
    /// The symbol in upper case.
    let symbol: String
    let timeframe: Timeframe

    /// `nil` for every name that stays silent: other kinds of streams, unknown intervals, and symbols that are not
    /// written in lower case.
    init?(_ name: String) {
        let parts = name.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].hasPrefix("kline_"), parts[0].lowercased() == parts[0], !parts[0].isEmpty,
            let timeframe = Timeframe(rawValue: String(parts[1].dropFirst("kline_".count)))
        else { return nil }
        (symbol, self.timeframe) = (parts[0].uppercased(), timeframe)
    }
}
