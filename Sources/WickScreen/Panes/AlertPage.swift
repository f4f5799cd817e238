import WickEngine
import WickMarket

/// The alerts that are set, with what they look at as it is now, and below them what they have told.
enum AlertPage {
    static func grid(_ snapshot: Snapshot?, _ view: ViewState, _ moment: Moment) -> Grid {
        let size = view.size
        let room = max(1, size.rows - 5)
        let rows = min(max(1, view.alerts.all.count), max(1, room / 2, room - view.alerts.told.count))
        var stack = GridStack(size)
        stack.add(1) { StatusLine.grid(snapshot, isPaused: view.isPaused, moment, $0) }
        stack.add(1 + rows) { list(view.alerts, snapshot, $0) }
        stack.add(size.rows - 3 - rows) { told(view.alerts, $0) }
        stack.end { KeyLine.grid(snapshot, view.keyMap, in: .alerts, $0) }
        return stack.grid
    }

    private static func list(_ alerts: AlertView, _ snapshot: Snapshot?, _ size: Size) -> Grid {
        var grid = Grid(size)
        Rule.draw(StyledText("alerts", .strong) + StyledText(" \(alerts.all.count)"), on: &grid, row: 0)
        guard !alerts.all.isEmpty else {
            grid.put(StyledText("none is set; a sets one", .faint), row: 1, column: 2)
            return grid
        }
        let first = max(0, alerts.position - (size.rows - 1) + 1)
        let shown = alerts.all.dropFirst(first).prefix(size.rows - 1)
        let width = shown.map { "\($0)".cellWidth }.max() ?? 0
        for (offset, alert) in shown.enumerated() {
            let isChosen = first + offset == alerts.position
            let words = "\(alert)" + String(repeating: " ", count: width - "\(alert)".cellWidth)
            let line = StyledText(isChosen ? "▸ " : "  ", .key) + StyledText(words)
            let present = present(alert, snapshot).map { StyledText("  \($0)", .faint) } ?? StyledText()
            let whole = line.width + present.width <= size.columns ? line + present : line
            grid.put(whole.marked(selected: isChosen, stale: false), row: 1 + offset, column: 0)
        }
        return grid
    }

    /// Where what an alert looks at is now; `nil` for one of any symbol, and of one that the snapshot does not tell of.
    private static func present(_ alert: Alert, _ snapshot: Snapshot?) -> String? {
        guard let row = snapshot?.rows.first(where: { $0.key.symbol == alert.symbol }) else { return nil }
        switch alert.condition {
        case .price(_, let level):
            guard let last = row.last, last > 0 else { return nil }
            let distance = NumberText.percent(level / last - 1, signed: true)
            return "now \(NumberText.fixed(last, digits: row.priceDigits)), \(distance) to go"
        case .rsi: return row.readings.rsi.map { "now \(NumberText.fixed($0, digits: 1))" }
        case .signal: return nil
        }
    }

    private static func told(_ alerts: AlertView, _ size: Size) -> Grid {
        var grid = Grid(size)
        Rule.draw(StyledText("told", .strong) + StyledText(" \(alerts.told.count)"), on: &grid, row: 0)
        if alerts.told.isEmpty { grid.put(StyledText("nothing yet", .faint), row: 1, column: 2) }
        var row = 1
        for note in alerts.told where row < size.rows {
            let time = note.time.map { UTCTime($0).time } ?? ""
            let lines = NoteText.wrapped(note.text, width: size.columns - 4 - time.cellWidth)
            grid.put(StyledText(time, .faint), row: row, column: 2)
            for (offset, line) in lines.enumerated() { grid.put(line, row: row + offset, column: 4 + time.cellWidth) }
            row += max(1, lines.count)
        }
        return grid
    }
}
