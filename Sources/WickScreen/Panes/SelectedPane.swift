import WickEngine
import WickMarket
import WickStrategy

/// The selected symbol: a rule that names it, and its candles as a table, as a chart, or in a wide terminal as both.
enum SelectedPane {
    static func grid(
        _ selected: SelectedSeries, _ snapshot: Snapshot, _ view: ViewState, _ signs: SignSet, _ size: Size
    ) -> Grid {
        var grid = Grid(size)
        let layout = view.layout
        let chartColumns = min(layout.chartColumns, size.columns)
        let tableColumns = max(0, size.columns - chartColumns - 1)
        drawRule(selected, snapshot, hasChart: chartColumns > 0, signs, on: &grid)
        if !view.chart.isFocused, !layout.isShared {
            let table = Size(columns: chartColumns > 0 ? tableColumns : size.columns, rows: size.rows - 1)
            let candles = CandleTable.table(selected, rows: table.rows - 1, isStale: snapshot.isSelectedStale)
            grid.draw(candles.grid(table), row: 1, column: 0)
        }
        let readout = view.chart.isFocused ? 1 : 0
        let chartSize = Size(columns: chartColumns, rows: size.rows - 1 - readout)
        if readout > 0 {
            grid.put(CandleReadout.text(selected, view.chart, chartSize), row: 1, column: 1, width: size.columns - 2)
        }
        let chart = Chart.grid(
            selected, chartSize, view: view.chart,
            levels: SignalLevels(selected, log: snapshot.log), signs: signs, isStale: snapshot.isSelectedStale)
        grid.draw(chart, row: 1 + readout, column: size.columns - chartColumns)
        return grid
    }

    private static func drawRule(
        _ selected: SelectedSeries, _ snapshot: Snapshot, hasChart: Bool, _ signs: SignSet, on grid: inout Grid
    ) {
        let title = title(selected)
        let columns = grid.size.columns
        let spark = Sparkline.text(closes(selected), width: hasChart ? 0 : min(40, columns - title.width - 40))
        let left = [title, spark].joined("  ")
        let time = timeLeft(selected, snapshot)
        let legend = legend(selected.scale, signs)
        let isRoomy = left.width + legend.width + time.width + 16 <= columns
        Rule.draw(
            left, right: [hasChart && isRoomy ? legend : StyledText(), time].joined("   "), on: &grid, row: 0)
    }

    private static func legend(_ scale: ReadingScale, _ signs: SignSet) -> StyledText {
        func sample(_ role: Style.Role) -> StyledText {
            let sign = ChartLine.sign(quarter: 1, role, signs)
            return StyledText(sign + sign, role)
        }
        return sample(.fastLine) + StyledText(" EMA \(scale.emaFast)  ", .faint) + sample(.slowLine)
            + StyledText(" EMA \(scale.emaSlow)  ▲▼ signals  E entry  T target  S stop", .faint)
    }

    private static func title(_ selected: SelectedSeries) -> StyledText {
        [
            StyledText(selected.key.description, .strong),
            StyledText(selected.state.word, .warning), StyledText(selected.state.sentence),
        ].joined("  ")
    }

    private static func closes(_ selected: SelectedSeries) -> [Double] {
        selected.candles.map(\.candle.close) + (selected.forming.map { [$0.close] } ?? [])
    }

    /// How long the forming candle still has, by the exchange's time: it stands still when the data does.
    private static func timeLeft(_ selected: SelectedSeries, _ snapshot: Snapshot) -> StyledText {
        guard let forming = selected.forming, let now = snapshot.exchangeTime else { return StyledText() }
        let end = selected.key.timeframe.next(after: forming.openTime)
        let left = end.milliseconds(since: now)
        let seconds = max(0, left / 1000 + (left % 1000 > 0 ? 1 : 0))
        let text = seconds < 120 ? "\(seconds)s" : TimeText.span(.seconds(seconds))
        return StyledText("closes in \(text)", .faint)
    }
}
