/// Which part of the screen gets which rows and columns.
///
/// The status line, the watchlist and the key line always have theirs. The rest is granted step by step, so that in a
/// smaller terminal the candle table shrinks first, then the readouts, then the log; in a larger one all grow. Where there
/// is a lot of room, three columns stand side by side.
struct Layout: Equatable {
    /// The smallest size that a monitor fits in.
    static let smallest = Size(columns: 40, rows: 8)
    /// The columns from which on a chart stands beside the candle table.
    static let columnsWithChart = 110
    /// The size from which on there are three columns.
    private static let threeColumns = Size(columns: 170, rows: 40)

    /// The rows of each part: titles and rules included.
    private(set) var watchlist = 0, candles = 0, readouts = 0, log = 0
    /// The rows of what has a place in three columns alone.
    private(set) var risk = 0, events = 0
    /// The columns of the left and the right one of three; 0 where there is one alone.
    private(set) var left = 0, right = 0
    /// The columns of the chart: all of them in focus, else some beside the table, or none.
    private(set) var chartColumns = 0
    /// The columns of the sparklines in the watchlist; 0 for none.
    private(set) var sparkColumns = 0

    private let size: Size

    /// The columns of the chart in a terminal this wide, where not three columns stand side by side.
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
        self.size = size
        let series = max(1, seriesCount)
        if size.columns >= Self.columnsWithChart { sparkColumns = size.columns >= 140 ? 16 : 12 }
        let isRoomy = size.columns >= Self.threeColumns.columns && size.rows >= Self.threeColumns.rows
        if isRoomy, !isChartFocused {
            share(series)
        } else {
            chartColumns = Self.chartColumns(size.columns, isFocused: isChartFocused)
            stack(series, isChartFocused)
        }
    }

    /// Gives everything the whole width.
    private mutating func stack(_ series: Int, _ isChartFocused: Bool) {
        var left = max(0, size.rows - 2)
        func grant(_ part: WritableKeyPath<Layout, Int>, _ rows: Int, least: Int = 1) {
            let granted = min(left, rows)
            guard granted >= least else { return }
            self[keyPath: part] += granted
            left -= granted
        }
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

    /// Gives the watchlist and the candles the left column, the chart and the readouts the middle, and signals, risk and
    /// events the right one.
    private mutating func share(_ series: Int) {
        let rows = size.rows - 2
        left = min(max(size.columns * 37 / 100, 70), 100)
        right = min(max(size.columns * 23 / 100, 44), 76)
        chartColumns = middle
        watchlist = 1 + min(series, rows * 6 / 10)
        candles = rows - watchlist
        readouts = 6
        risk = min(12, rows / 4)
        events = min(max(6, rows / 5), 16)
        log = rows - risk - events
    }

    /// Whether three columns stand side by side.
    var isShared: Bool { left > 0 }

    /// The columns between the left and the right one, without the lines that part them.
    var middle: Int { isShared ? size.columns - left - right - 2 : size.columns }

    /// The symbols that the watchlist has room for.
    var watchedRows: Int { max(0, watchlist - 1) }

    /// The entries that the log has room for; its titles are left out where it is very low.
    var logEntries: Int { max(0, log - (hasLogTitles ? 2 : 1)) }

    /// Whether the log has a line of titles.
    var hasLogTitles: Bool { log > 3 }

    /// The rows of the candle table without its rule and titles: the forming candle and closed ones.
    var candleRows: Int { max(0, candles - 2) }
}
