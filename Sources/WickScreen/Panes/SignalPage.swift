import WickEngine
import WickMarket
import WickRisk
import WickStrategy

/// A signal on a page of its own: its plan, what that would stake, cost and gain, in words, and what the strategy saw; in a
/// wide terminal with the chart of that moment.
enum SignalPage {
    /// The columns that the numbers take beside a chart.
    private static let columnsOfText = 64

    static func grid(_ snapshot: Snapshot, _ view: ViewState, _ moment: Moment, _ signs: SignSet) -> Grid {
        let size = view.size
        var grid = Grid(size)
        grid.draw(
            StatusLine.grid(snapshot, isPaused: view.isPaused, moment, Size(columns: size.columns, rows: 1)), row: 0,
            column: 0)
        let title = StyledText("signal", .strong) + StyledText(" \(view.signalNumber) of \(snapshot.logNewest)")
        Rule.draw(title, on: &grid, row: 1)
        if let record = snapshot.log.first(where: { $0.number == view.signalNumber }) {
            let selected = snapshot.selected.flatMap { $0.key == record.key ? $0 : nil }
            let isWide = size.columns >= columnsOfText + Chart.columnsMin
            let text = SignalText(record, selected, digits: digits(of: record, snapshot))
            let body = text.grid(Size(columns: isWide ? columnsOfText : size.columns - 1, rows: size.rows - 3))
            grid.draw(body, row: 2, column: 1)
            if isWide, let selected { drawChart(record, selected, signs, on: &grid) }
        } else {
            grid.put(StyledText("the core no longer has it, or has not sent it yet", .faint), row: 2, column: 1)
        }
        let keys = KeyLine.grid(snapshot, view.keyMap, in: .signal, Size(columns: size.columns, rows: 1))
        grid.draw(keys, row: size.rows - 1, column: 0)
        return grid
    }

    private static func drawChart(
        _ record: SignalRecord, _ selected: SelectedSeries, _ signs: SignSet, on grid: inout Grid
    ) {
        let size = Size(columns: grid.size.columns - columnsOfText - 2, rows: min(grid.size.rows - 4, 30))
        // A signal older than the candles at hand has no chart.
        guard let first = selected.candles.first, first.candle.openTime <= record.openTime else { return }
        let chart = Chart.grid(
            selected, size, view: ChartView(of: record.openTime, record.key.timeframe),
            levels: SignalLevels(record.signal, of: record.openTime, verdict: record.verdict), signs: signs)
        grid.draw(chart, row: 2, column: columnsOfText + 2)
    }

    private static func digits(of record: SignalRecord, _ snapshot: Snapshot) -> Int? {
        if snapshot.selected?.key == record.key { return snapshot.selected?.priceDigits }
        return snapshot.rows.first { $0.key == record.key }?.priceDigits
    }
}
