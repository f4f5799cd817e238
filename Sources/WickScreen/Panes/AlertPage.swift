import WickEngine
import WickMarket

/// The alerts that are set, and below them what they have told.
enum AlertPage {
    static func grid(_ snapshot: Snapshot?, _ view: ViewState, _ moment: Moment) -> Grid {
        let size = view.size
        var grid = Grid(size)
        let line = Size(columns: size.columns, rows: 1)
        grid.draw(StatusLine.grid(snapshot, isPaused: view.isPaused, moment, line), row: 0, column: 0)
        let alerts = view.alerts
        Rule.draw(StyledText("alerts", .strong) + StyledText(" \(alerts.all.count)"), on: &grid, row: 1)
        let room = max(1, size.rows - 5)
        let rows = min(max(1, alerts.all.count), max(1, room / 2, room - alerts.told.count))
        draw(alerts, rows: rows, on: &grid)
        Rule.draw(StyledText("told", .strong) + StyledText(" \(alerts.told.count)"), on: &grid, row: 2 + rows)
        drawTold(alerts, from: 3 + rows, on: &grid)
        let keys = KeyLine.grid(snapshot, view.keyMap, in: .alerts, line)
        grid.draw(keys, row: size.rows - 1, column: 0)
        return grid
    }

    private static func draw(_ alerts: AlertView, rows: Int, on grid: inout Grid) {
        guard !alerts.all.isEmpty else {
            return grid.put(StyledText("none is set", .faint), row: 2, column: 2)
        }
        let first = max(0, alerts.position - rows + 1)
        for (offset, alert) in alerts.all.dropFirst(first).prefix(rows).enumerated() {
            let isChosen = first + offset == alerts.position
            let line = StyledText(isChosen ? "▸ " : "  ", .key) + StyledText("\(alert)")
            grid.put(line.marked(selected: isChosen, stale: false), row: 2 + offset, column: 0)
        }
    }

    private static func drawTold(_ alerts: AlertView, from row: Int, on grid: inout Grid) {
        let rows = max(0, grid.size.rows - 1 - row)
        for (offset, note) in alerts.told.prefix(rows).enumerated() {
            let time = note.time.map { UTCTime($0).time } ?? ""
            grid.put(StyledText(time + "  ", .faint) + StyledText(note.text), row: row + offset, column: 2)
        }
    }
}
