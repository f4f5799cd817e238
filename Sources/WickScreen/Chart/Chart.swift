import WickEngine
import WickMarket

/// The newest candles as a chart: a column a candle, the averages and the signals on it, prices at the right, times below.
enum Chart {
    /// The columns that a chart needs to be of use.
    static let columnsMin = 30

    static func grid(_ selected: SelectedSeries, _ size: Size) -> Grid {
        var grid = Grid(size)
        let labelWidth = priceWidth(selected) + 1
        let shown = Array(points(selected).suffix(max(0, size.columns - labelWidth - 1)))
        let prices = shown.flatMap { [$0.candle.high, $0.candle.low] }
        guard size.columns >= columnsMin, let scale = PriceScale(prices, rows: size.rows - 1) else { return grid }
        let end = size.columns - labelWidth - 1
        for (index, point) in shown.enumerated() {
            draw(point, scale, column: end - shown.count + index, on: &grid)
        }
        drawPrices(selected, scale, column: end + 1, on: &grid)
        drawTimes(shown, selected.key.timeframe, end: end, on: &grid)
        return grid
    }

    /// A candle with what belongs to it.
    private struct Point {
        var candle: Candle
        var fast, slow: Double?
        var signal: Side?
    }

    private static func points(_ selected: SelectedSeries) -> [Point] {
        let closed = selected.candles.map { row in
            let readings = row.decision.readings
            return Point(
                candle: row.candle, fast: readings.emaFast, slow: readings.emaSlow, signal: row.decision.signal?.side)
        }
        let now = selected.outlook?.readings
        return closed + (selected.forming.map { [Point(candle: $0, fast: now?.emaFast, slow: now?.emaSlow)] } ?? [])
    }

    private static func priceWidth(_ selected: SelectedSeries) -> Int {
        points(selected).map { NumberText.fixed($0.candle.high, digits: selected.priceDigits).cellWidth }.max() ?? 0
    }

    private static func draw(_ point: Point, _ scale: PriceScale, column: Int, on grid: inout Grid) {
        let candle = CandleColumn(point.candle, on: scale)
        let role = IndicatorText.role(ofChange: point.candle.close - point.candle.open)
        func put(_ sign: Unicode.Scalar, _ role: Style.Role, row: Int) {
            guard (0..<scale.rows).contains(row) else { return }
            grid.put(StyledText(String(sign), role), row: row, column: column)
        }
        func putLine(_ value: Double?, _ sign: Unicode.Scalar, _ role: Style.Role) {
            guard let value, value >= scale.low, value <= scale.high else { return }
            put(sign, role, row: scale.row(of: value))
        }
        putLine(point.slow, "·", .slowLine)
        putLine(point.fast, "•", .fastLine)
        switch point.signal {
        case .long: put("▲", .up, row: scale.row(of: point.candle.low) + 1)
        case .short: put("▼", .down, row: scale.row(of: point.candle.high) - 1)
        case nil: break
        }
        for row in 0..<scale.rows {
            if let sign = candle.sign(row: row) { put(sign, role, row: row) }
        }
    }

    private static func drawPrices(
        _ selected: SelectedSeries, _ scale: PriceScale, column: Int, on grid: inout Grid
    ) {
        func label(_ price: Double, _ mark: String, _ role: Style.Role) {
            let text = NumberText.fixed(price, digits: selected.priceDigits)
            let row = scale.row(of: price)
            grid.fill(" ", .plain, row: row, columns: column..<grid.size.columns)
            grid.put(StyledText(mark, role), row: row, column: column)
            grid.putRight(StyledText(text, role), row: row, before: grid.size.columns)
        }
        for tick in scale.ticks(rowsApart: 3, digits: selected.priceDigits) { label(tick, "┤", .faint) }
        if let last = selected.forming?.close ?? selected.candles.last?.candle.close { label(last, "◂", .strong) }
    }

    private static func drawTimes(_ points: [Point], _ timeframe: Timeframe, end: Int, on grid: inout Grid) {
        let row = grid.size.rows - 1
        var free = 0
        for (index, point) in points.enumerated() {
            let text = TimeText.openTime(point.candle.openTime, timeframe)
            let column = end - points.count + index
            let minutes = point.candle.openTime.milliseconds / timeframe.milliseconds
            guard column >= free, minutes.isMultiple(of: 10), column + text.cellWidth <= grid.size.columns else {
                continue
            }
            grid.put(StyledText(text, .faint), row: row, column: column)
            free = column + text.cellWidth + 2
        }
    }
}
