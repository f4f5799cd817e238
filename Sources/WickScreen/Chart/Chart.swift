import WickEngine
import WickMarket

/// Candles as a chart: the averages, the signals and their levels with them, volumes and RSI below where there is height,
/// prices at the right, times at the bottom.
enum Chart {
    /// The columns that a chart needs to be of use.
    static let columnsMin = 30

    static func grid(
        _ selected: SelectedSeries, _ size: Size, view: ChartView = ChartView(), levels: SignalLevels? = nil,
        signs: SignSet = SignSet(), isStale: Bool = false
    ) -> Grid {
        var grid = Grid(size)
        let frame = ChartFrame(selected, view, size)
        guard size.columns >= columnsMin, frame.columns > 0, let price = PricePane(frame, selected, signs) else {
            return grid
        }
        price.draw(levels, on: &grid)
        VolumePane.draw(frame, on: &grid)
        RSIPane.draw(frame, selected.scale, signs, on: &grid)
        let cursorTime = frame.cursor.map { time(of: $0, frame, selected.key.timeframe) }
        drawTimes(frame, selected.key.timeframe, besides: cursorTime?.columns, on: &grid)
        if let cursor = frame.cursor, let cursorTime { drawCrosshair(frame, cursor, cursorTime, price, on: &grid) }
        if isStale { grid.mapCells { Cell($0.scalar, $0.style.stale) } }
        return grid
    }

    /// The columns that the price axis takes: a mark and the widest price.
    static func axisWidth(_ selected: SelectedSeries) -> Int {
        let highs = selected.candles.lazy.map(\.candle.high) + [selected.forming?.high ?? 0]
        return NumberText.fixed(highs.filter(\.isFinite).max(), digits: selected.priceDigits).cellWidth + 1
    }

    /// The times under the chart: at every tenth point, and where a day begins its date; none where something else stands.
    private static func drawTimes(
        _ frame: ChartFrame, _ timeframe: Timeframe, besides taken: Range<Int>?, on grid: inout Grid
    ) {
        let row = grid.size.rows - 1
        guard let first = frame.points.first, let last = frame.points.last, frame.points.count > 1 else { return }
        let span = min(last.candle.openTime.milliseconds(since: first.candle.openTime), 1 << 50)
        let perPoint = max(timeframe.milliseconds, span / Int64(frame.points.count - 1))
        let step = roundStep(atLeast: perPoint * 12 / Int64(max(1, frame.column(1) - frame.column(0))))
        var free = 0
        for (index, point) in frame.points.enumerated() {
            let time = point.candle.openTime
            let column = frame.column(index)
            guard column >= free, isFirst(index, of: step, frame) else { continue }
            let isMidnight = time.milliseconds % 86_400_000 < perPoint
            let text = isMidnight ? String(UTCTime(time).date.suffix(5)) : TimeText.openTime(time, timeframe)
            let columns = column..<column + text.cellWidth
            guard columns.upperBound <= grid.size.columns, taken.map({ !$0.overlaps(columns) }) ?? true else {
                continue
            }
            grid.put(StyledText(text, .faint), row: row, column: column)
            free = column + text.cellWidth + 2
        }
    }

    /// Whether a point is the first one in its slot of the time axis.
    private static func isFirst(_ index: Int, of step: Int64, _ frame: ChartFrame) -> Bool {
        let time = frame.points[index].candle.openTime.milliseconds
        guard index > 0 else { return time % step == 0 }
        return time / step != frame.points[index - 1].candle.openTime.milliseconds / step
    }

    /// A round span of time in milliseconds.
    private static func roundStep(atLeast span: Int64) -> Int64 {
        let minutes: [Int64] = [1, 2, 5, 10, 15, 30, 60, 120, 240, 360, 720, 1440, 2880, 10_080, 43_200]
        let seconds: [Int64] = [5, 10, 15, 30]
        return (seconds.map { $0 * 1000 } + minutes.map { $0 * 60_000 }).first { $0 >= span } ?? 525_600 * 60_000
    }

    /// The time of a point as it stands under the crosshair, and the columns that it needs, with a space at each side.
    private static func time(
        of cursor: Int, _ frame: ChartFrame, _ timeframe: Timeframe
    ) -> (text: StyledText, columns: Range<Int>) {
        let text = StyledText(TimeText.openTime(frame.points[cursor].candle.openTime, timeframe), .strong)
        let start = min(max(0, frame.column(cursor) - text.width / 2), max(0, frame.size.columns - text.width))
        return (text, start - 1..<start + text.width + 1)
    }

    private static func drawCrosshair(
        _ frame: ChartFrame, _ cursor: Int, _ time: (text: StyledText, columns: Range<Int>), _ price: PricePane,
        on grid: inout Grid
    ) {
        let (column, row) = (frame.column(cursor), price.row(of: frame.points[cursor].candle.close))
        for line in 0..<grid.size.rows - 1 { grid.putOnBlank("┊", .strong, row: line, column: column) }
        for place in 0..<frame.columns { grid.putOnBlank("┈", .strong, row: row, column: place) }
        grid.put(time.text, row: grid.size.rows - 1, column: time.columns.lowerBound + 1)
        price.label(frame.points[cursor].candle.close, "┤", .key, on: &grid)
    }
}
