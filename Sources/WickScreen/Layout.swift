/// Which part of the screen gets which rows.
///
/// The status line, the watchlist and the key line always have theirs. The rest is granted step by step, so that in a
/// smaller terminal the candle table shrinks first, then the readouts, then the log; in a larger one all grow.
struct Layout: Equatable {
    /// The smallest size that a monitor fits in.
    static let smallest = Size(columns: 40, rows: 8)
    /// The columns from which on a chart stands beside the candle table.
    static let columnsWithChart = 110

    /// The rows of each part: titles and rules included.
    private(set) var watchlist = 0, candles = 0, readouts = 0, log = 0

    /// The columns of the chart in a terminal this wide: all of them in focus, else some beside the table, or none.
    static func chartColumns(_ columns: Int, isFocused: Bool) -> Int {
        if isFocused { return columns }
        return columns >= columnsWithChart ? max(columns * 9 / 20, columns - tableColumnsMax) : 0
    }

    /// More than the candle table needs with all its columns.
    private static let tableColumnsMax = 106

    /// The layout of a terminal that watches so many series.
    ///
    /// - Parameter isChartFocused: whether the chart has all that the watchlist and the newest signals can spare.
    init(_ size: Size, seriesCount: Int, isChartFocused: Bool = false) {
        var left = max(0, size.rows - 2)
        func grant(_ part: WritableKeyPath<Layout, Int>, _ rows: Int, least: Int = 1) {
            let granted = min(left, rows)
            guard granted >= least else { return }
            self[keyPath: part] += granted
            left -= granted
        }
        let series = max(1, seriesCount)
        if isChartFocused {
            grant(\.watchlist, 1 + min(series, max(1, size.rows / 8)))
            grant(\.candles, 12, least: 3)
            grant(\.readouts, 1)
            grant(\.log, size.rows / 8, least: 2)
            grant(\.candles, left)
            return
        }
        grant(\.watchlist, 1 + min(series, max(3, size.rows / 4)))
        grant(\.readouts, 1)
        grant(\.log, 2, least: 2)
        grant(\.candles, 3, least: 3)
        grant(\.readouts, 2)
        grant(\.log, 4)
        // What is said takes fewer lines where they are long.
        grant(\.readouts, size.columns < 110 ? 2 : size.columns < 140 ? 1 : 0)
        // A chart stands beside them in a wide terminal, and needs the height.
        grant(\.candles, size.columns >= Self.columnsWithChart ? 13 : 4)
        grant(\.log, 2)
        if watchlist < series + 1 { grant(\.watchlist, min(series + 1, size.rows / 3) - watchlist) }
        grant(\.candles, left * 7 / 10)
        grant(\.log, left)
    }

    /// The symbols that the watchlist has room for.
    var watchedRows: Int { max(0, watchlist - 1) }

    /// The entries that the log has room for; its titles are left out where it is very low.
    var logEntries: Int { max(0, log - (hasLogTitles ? 2 : 1)) }

    /// Whether the log has a line of titles.
    var hasLogTitles: Bool { log > 3 }

    /// The rows of the candle table without its rule and titles: the forming candle and closed ones.
    var candleRows: Int { max(0, candles - 2) }
}
