import WickEngine
import WickMarket

/// Where everything of a chart goes: its points with their columns, and the rows of its panes.
struct ChartFrame {
    /// The whole chart.
    let size: Size
    /// The points on view, oldest first.
    let points: [ChartPoint]
    /// The columns for them; the price axis has the rest.
    let columns: Int
    /// The rows of the panes, from the top; 0 for those that there is no room for. The last row is the time axis.
    let priceRows, volumeRows, rsiRows: Int
    /// The point under the crosshair.
    let cursor: Int?
    private let columnsPerPoint: Int

    init(_ selected: SelectedSeries, _ view: ChartView, _ size: Size) {
        self.size = size
        columns = max(0, size.columns - Chart.axisWidth(selected))
        let zoom = view.zoom(columns: columns)
        columnsPerPoint = zoom.columnsPerPoint
        let all = ChartPoint.points(of: selected, candlesPerPoint: zoom.candlesPerPoint)
        let known = view.end.map { end in all.prefix { $0.candle.openTime <= end } } ?? all[...]
        points = Array(known.suffix(columns / columnsPerPoint))
        cursor = view.cursor.flatMap { [points] time in points.lastIndex { $0.candle.openTime <= time } }
        let rows = max(0, size.rows - 1)
        volumeRows = rows >= 10 ? max(2, rows / 8) : 0
        rsiRows = rows >= 18 ? max(4, rows / 6) : 0
        priceRows = rows - volumeRows - rsiRows
    }

    /// The column of a point.
    func column(_ index: Int) -> Int { columns - (points.count - index) * columnsPerPoint }

    /// The column that the price axis starts in.
    var axis: Int { columns }

    /// Whether there are empty columns between the candles.
    var hasGaps: Bool { columnsPerPoint > 1 }

    /// The columns of a point, the gap behind it included.
    func columns(of index: Int) -> Range<Int> { column(index)..<column(index) + columnsPerPoint }
}
