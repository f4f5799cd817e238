/// What a terminal shows that is too small for the monitor.
enum TooSmall {
    static func grid(_ size: Size) -> Grid {
        var grid = Grid(size)
        let lines = [
            StyledText("wick needs \(Layout.smallest.columns)×\(Layout.smallest.rows)", .strong),
            StyledText("this is \(size.columns)×\(size.rows)"),
            StyledText("q quits", .faint),
        ]
        for (row, line) in lines.enumerated() { grid.put(line, row: row, column: 0) }
        return grid
    }
}
