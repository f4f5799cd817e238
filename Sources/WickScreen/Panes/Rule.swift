/// The line that parts two panes, with the title of the lower one in it.
enum Rule {
    /// Draws the rule over a whole row.
    ///
    /// - Parameter right: what stands at its end; left out where there is no room for both.
    static func draw(_ title: StyledText, right: StyledText = StyledText(), on grid: inout Grid, row: Int) {
        grid.fill("─", Style(.faint), row: row, columns: 0..<grid.size.columns)
        grid.put(" " + title + " ", row: row, column: 2, width: grid.size.columns - 2)
        let end = grid.size.columns - 2
        if right.width > 0, title.width + right.width + 10 <= end {
            grid.putRight(" " + right + " ", row: row, before: end)
        }
    }
}
