import WickEngine
import WickMarket

/// The selected symbol: a rule that names it, its candles, and in a wide terminal a chart beside them.
enum SelectedPane {
    static func grid(_ selected: SelectedSeries, _ snapshot: Snapshot, _ size: Size) -> Grid {
        var grid = Grid(size)
        let title = title(selected)
        let chartColumns = size.columns >= Layout.columnsWithChart ? size.columns * 9 / 20 : 0
        let spark = Sparkline.text(
            closes(selected), width: chartColumns > 0 ? 0 : min(40, size.columns - title.width - 40))
        let legend = chartColumns > 0 ? "• EMA fast  · EMA slow  ▲▼ signals" : ""
        Rule.draw(
            [title, spark].joined("  "),
            right: [StyledText(legend, .faint), timeLeft(selected, snapshot)].joined("   "),
            on: &grid, row: 0)
        let table = Size(columns: size.columns - chartColumns - (chartColumns > 0 ? 1 : 0), rows: size.rows - 1)
        let candles = CandleTable.table(selected, rows: table.rows - 1, isStale: snapshot.isSelectedStale)
        grid.draw(candles.grid(table), row: 1, column: 0)
        let chart = Size(columns: chartColumns, rows: size.rows - 1)
        grid.draw(Chart.grid(selected, chart), row: 1, column: size.columns - chartColumns)
        return grid
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
