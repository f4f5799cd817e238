import WickEngine

/// The monitor where there is a lot of room: watchlist and candles at the left, the chart with the readouts in the middle,
/// signals, risk and what happened to the feed at the right.
enum WideMonitor {
    /// All but the status line and the key line.
    static func grid(_ snapshot: Snapshot, _ view: ViewState, _ moment: Moment, _ signs: SignSet, _ size: Size) -> Grid
    {
        var grid = Grid(size)
        let layout = view.layout
        var column = 0
        func place(_ columns: Int, _ panes: [(rows: Int, draw: (Size) -> Grid)]) {
            var stack = GridStack(Size(columns: columns, rows: size.rows))
            for pane in panes { stack.add(pane.rows, pane.draw) }
            grid.draw(stack.grid, row: 0, column: column)
            column += columns
            guard column < size.columns else { return }
            for row in 0..<size.rows { grid.put(StyledText("│", .faint), row: row, column: column) }
            column += 1
        }
        let selected = snapshot.selected
        place(
            layout.left,
            [
                (layout.watchlist, { Watchlist.grid(snapshot, view, moment, $0) }),
                (layout.candles, { size in selected.map { candles($0, snapshot, size) } ?? Grid(size) }),
            ])
        place(
            layout.middle,
            [
                (
                    size.rows - layout.readouts,
                    { size in
                        selected.map { SelectedPane.grid($0, snapshot, view, signs, size) } ?? Grid(size)
                    }
                ),
                (
                    layout.readouts,
                    { size in
                        selected.map { Readouts.grid($0, snapshot, size) } ?? Grid(size)
                    }
                ),
            ])
        place(
            layout.right,
            [
                (layout.log, { SignalLog.grid(snapshot, view, $0) }),
                (layout.risk, { RiskPane.grid(snapshot, $0) }),
                (layout.events, { EventsPane.grid(snapshot.events, $0) }),
            ])
        return grid
    }

    private static func candles(_ selected: SelectedSeries, _ snapshot: Snapshot, _ size: Size) -> Grid {
        var grid = Grid(size)
        Rule.draw(StyledText("candles", .strong) + StyledText(" \(selected.key)"), on: &grid, row: 0)
        let body = Size(columns: size.columns, rows: size.rows - 1)
        let table = CandleTable.table(selected, rows: body.rows - 1, isStale: snapshot.isSelectedStale)
        grid.draw(table.grid(body), row: 1, column: 0)
        return grid
    }
}
