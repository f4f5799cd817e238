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
        var stack = GridStack(size)
        stack.add(1) { StatusLine.grid(snapshot, isPaused: view.isPaused, moment, $0) }
        stack.add(size.rows - 2) { body(snapshot, view, signs, $0) }
        stack.end { KeyLine.grid(snapshot, view.keyMap, in: .signal, $0) }
        return stack.grid
    }

    /// How many lines there are to read, and how many of them have room at once.
    static func extent(_ snapshot: Snapshot, _ view: ViewState) -> (lines: Int, room: Int) {
        let room = max(1, view.size.rows - 3)
        return (text(snapshot, view)?.lines(room: room).count ?? 0, room)
    }

    private static func record(_ snapshot: Snapshot, _ view: ViewState) -> SignalRecord? {
        snapshot.log.first { $0.number == view.signalNumber }
    }

    private static func isWide(_ size: Size) -> Bool { size.columns >= columnsOfText + Chart.columnsMin }

    private static func text(_ snapshot: Snapshot, _ view: ViewState) -> SignalText? {
        guard let record = record(snapshot, view) else { return nil }
        let selected = snapshot.selected.flatMap { $0.key == record.key ? $0 : nil }
        let width = isWide(view.size) ? columnsOfText : view.size.columns - 2
        return SignalText(record, selected, digits: digits(of: record, snapshot), width: width)
    }

    private static func body(_ snapshot: Snapshot, _ view: ViewState, _ signs: SignSet, _ size: Size) -> Grid {
        var grid = Grid(size)
        let room = size.rows - 1
        let lines =
            text(snapshot, view)?.lines(room: room)
            ?? [StyledText("the core no longer has it, or has not sent it yet", .faint)]
        let top = max(0, min(view.signalTop, lines.count - room))
        let part = lines.count > room ? "\(top + 1) to \(top + room) of \(lines.count)" : ""
        let title = StyledText("signal", .strong) + StyledText(" \(view.signalNumber) of \(snapshot.logNewest)")
        Rule.draw(title, right: StyledText(part, .faint), on: &grid, row: 0)
        for (row, line) in lines.dropFirst(top).prefix(room).enumerated() { grid.put(line, row: 1 + row, column: 1) }
        if isWide(size), let record = record(snapshot, view), let selected = snapshot.selected,
            selected.key == record.key
        {
            drawChart(record, selected, signs, on: &grid)
        }
        return grid
    }

    private static func drawChart(
        _ record: SignalRecord, _ selected: SelectedSeries, _ signs: SignSet, on grid: inout Grid
    ) {
        let size = Size(columns: grid.size.columns - columnsOfText - 2, rows: grid.size.rows - 1)
        // A signal older than the candles at hand has no chart.
        guard let first = selected.candles.first, first.candle.openTime <= record.openTime else { return }
        let chart = Chart.grid(
            selected, size, view: ChartView(of: record.openTime, record.key.timeframe),
            levels: SignalLevels(record.signal, of: record.openTime, verdict: record.verdict), signs: signs)
        grid.draw(chart, row: 1, column: columnsOfText + 2)
    }

    private static func digits(of record: SignalRecord, _ snapshot: Snapshot) -> Int? {
        if snapshot.selected?.key == record.key { return snapshot.selected?.priceDigits }
        return snapshot.rows.first { $0.key == record.key }?.priceDigits
    }
}
