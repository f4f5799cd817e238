/// Fills a grid from top to bottom with parts that have its whole width.
struct GridStack {
    /// What has been drawn so far.
    private(set) var grid: Grid
    private var row = 0

    /// A stack of no parts.
    init(_ size: Size) { grid = Grid(size) }

    /// Draws the next part, which is told its size; one without rows is left out.
    mutating func add(_ rows: Int, _ draw: (Size) -> Grid) {
        guard rows > 0 else { return }
        grid.draw(draw(Size(columns: grid.size.columns, rows: rows)), row: row, column: 0)
        row += rows
    }

    /// Leaves rows blank.
    mutating func skip(_ rows: Int) { row += rows }

    /// Draws the last row, whatever is above it.
    mutating func end(_ draw: (Size) -> Grid) {
        row = grid.size.rows - 1
        add(1, draw)
    }
}
