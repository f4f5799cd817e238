import WickEngine
import WickMarket

/// The selected symbol: a rule that names it, its candles, and in a wide terminal a chart beside them.
enum SelectedPane {
    static func grid(_ selected: SelectedSeries, _ snapshot: Snapshot, _ size: Size) -> Grid {
        var grid = Grid(size)
        let title = title(selected)
        let spark = Sparkline.text(closes(selected), width: min(40, size.columns - title.width - 40))
        Rule.draw([title, spark].joined("  "), right: timeLeft(selected, snapshot), on: &grid, row: 0)
        let below = Size(columns: size.columns, rows: size.rows - 1)
        grid.draw(CandleTable.table(selected, rows: below.rows - 1).grid(below), row: 1, column: 0)
        return grid
    }

    private static func title(_ selected: SelectedSeries) -> StyledText {
        [
            StyledText(selected.key.description, .strong),
            StyledText(selected.state.word, .warning), StyledText(selected.state.sentence, .warning),
        ].joined("  ")
    }

    private static func closes(_ selected: SelectedSeries) -> [Double] {
        selected.candles.map(\.candle.close) + (selected.forming.map { [$0.close] } ?? [])
    }

    /// How long the forming candle still has, by the exchange's time: it stands still when the data does.
    private static func timeLeft(_ selected: SelectedSeries, _ snapshot: Snapshot) -> StyledText {
        guard let forming = selected.forming, let now = snapshot.exchangeTime else { return StyledText() }
        let end = selected.key.timeframe.next(after: forming.openTime)
        let seconds = max(0, (end.milliseconds(since: now) + 999) / 1000)
        let text = seconds < 120 ? "\(seconds)s" : TimeText.span(.seconds(seconds))
        return StyledText("closes in \(text)", .faint)
    }
}
