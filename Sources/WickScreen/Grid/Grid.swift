/// A rectangle of cells: what the terminal shows. Whatever is written outside it is cut off.
public struct Grid: Equatable, Sendable {
    /// Its columns and rows.
    public let size: Size
    private var cells: [Cell]

    /// An empty grid.
    public init(_ size: Size) {
        self.size = size
        cells = Array(repeating: .blank, count: size.columns * size.rows)
    }

    /// The cell at a place inside the grid; outside it a blank one.
    public subscript(row: Int, column: Int) -> Cell {
        contains(row, column) ? cells[row * size.columns + column] : .blank
    }

    /// The cells of a row from left to right; none for a row outside the grid.
    public func row(_ row: Int) -> ArraySlice<Cell> {
        guard (0..<size.rows).contains(row) else { return [] }
        return cells[row * size.columns..<(row + 1) * size.columns]
    }

    /// From the first cell of a row that differs from a grid of the same size to the last one, and on to where no wide
    /// scalar is cut in half; empty if none differs.
    public func changedColumns(in row: Int, since old: Grid) -> Range<Int> {
        let (before, after) = (old.row(row), self.row(row))
        let indices = after.indices
        guard var first = indices.first(where: { before[$0] != after[$0] }),
            var last = indices.last(where: { before[$0] != after[$0] })
        else { return 0..<0 }
        func isContinuation(_ index: Int) -> Bool { before[index].isContinuation || after[index].isContinuation }
        while first > indices.lowerBound, isContinuation(first) { first -= 1 }
        while last + 1 < indices.upperBound, isContinuation(last + 1) { last += 1 }
        return first - indices.lowerBound..<last + 1 - indices.lowerBound
    }

    /// Each row as text, without the spaces at its end.
    public var lines: [String] {
        (0..<size.rows).map { index in
            var text = String.UnicodeScalarView(row(index).lazy.filter { !$0.isContinuation }.map(\.scalar))
            while text.last == " " { text.removeLast() }
            return String(text)
        }
    }

    /// Writes text from a place on, at most `width` cells of it; where it is cut, its last cell is `…`.
    mutating func put(_ line: StyledText, row: Int, column: Int, width: Int = .max) {
        guard (0..<size.rows).contains(row), column < size.columns, width > 0 else { return }
        let room = min(width, size.columns - column)
        var end = column
        let isCut = line.exceeds(room)
        let edge = column + (isCut ? room - 1 : room)
        for part in line.parts {
            for scalar in part.text.unicodeScalars {
                let shown: Unicode.Scalar = scalar.isPlain || !scalar.isUnprintable ? scalar : "?"
                let cellWidth = shown.isPlain ? 1 : shown.cellWidth
                guard end + cellWidth <= edge else {
                    if isCut { set("…", width: 1, part.style, row: row, column: end) }
                    return
                }
                guard cellWidth > 0 else { continue }
                set(shown, width: cellWidth, part.style, row: row, column: end)
                end += cellWidth
            }
        }
    }

    /// Writes text so that it ends before a column.
    mutating func putRight(_ line: StyledText, row: Int, before column: Int) {
        put(line, row: row, column: column - line.width)
    }

    /// Writes a sign where nothing else stands.
    mutating func putOnBlank(_ sign: String, _ role: Style.Role, row: Int, column: Int) {
        guard contains(row, column), self[row, column].scalar == " " else { return }
        put(StyledText(sign, role), row: row, column: column)
    }

    /// Writes a line of one scalar.
    mutating func fill(_ scalar: Unicode.Scalar = " ", _ style: Style, row: Int, columns: Range<Int>) {
        for column in columns { set(scalar, width: 1, style, row: row, column: column) }
    }

    /// Puts another grid on this one, with its upper left corner at a place.
    mutating func draw(_ other: Grid, row: Int, column: Int) {
        for index in 0..<other.size.rows {
            guard !copy(other.row(index), row: row + index, column: column) else { continue }
            for (offset, cell) in other.row(index).enumerated() where !cell.isContinuation {
                let width = offset + 1 < other.size.columns && other[index, offset + 1].isContinuation ? 2 : 1
                set(cell.scalar, width: width, cell.style, row: row + index, column: column + offset)
            }
        }
    }

    /// Copies cells that all lie inside and are as good as alone: no wide scalar reaches across one of their ends.
    ///
    /// - Returns: whether it could be done.
    private mutating func copy(_ source: ArraySlice<Cell>, row: Int, column: Int) -> Bool {
        let end = column + source.count
        guard let first = source.first, contains(row, column), end <= size.columns else { return false }
        let start = row * size.columns + column
        let behind = start + source.count
        guard !first.isContinuation, !cells[start].isContinuation,
            end == size.columns || !cells[behind].isContinuation
        else { return false }
        cells.replaceSubrange(start..<behind, with: source)
        return true
    }

    /// Replaces every cell; the change must keep widths.
    mutating func mapCells(_ change: (Cell) -> Cell) {
        for index in cells.indices { cells[index] = change(cells[index]) }
    }

    private func contains(_ row: Int, _ column: Int) -> Bool {
        row >= 0 && row < size.rows && column >= 0 && column < size.columns
    }

    /// Sets one scalar. Of a wide one that would be cut in half, before or by this, a space is left.
    private mutating func set(_ scalar: Unicode.Scalar, width: Int, _ style: Style, row: Int, column: Int) {
        guard contains(row, column) else { return }
        let index = row * size.columns + column
        if cells[index].isContinuation { cells[index - 1] = Cell(" ", cells[index - 1].style) }
        let next = index + width
        if column + width < size.columns, cells[next].isContinuation { cells[next] = Cell(" ", cells[next].style) }
        guard column + width <= size.columns else {
            cells[index] = Cell(" ", style)
            return
        }
        cells[index] = Cell(scalar, style)
        if width == 2 { cells[index + 1] = .continuation(style) }
    }
}
