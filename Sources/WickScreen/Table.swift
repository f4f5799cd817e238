/// Rows and columns of text, made to fit a width: columns are given up, the least important first, until the rest fits.
///
/// Before a column goes, the gaps become narrower, then the separators of thousands go, then numbers are no longer aligned
/// on the point.
struct Table {
    /// How the cells of a column stand.
    enum Alignment { case left, right, point }

    struct Column {
        /// What stands above it.
        var title: String
        var alignment: Alignment
        /// Of two columns the one with the lower number goes first; those with the same number go together.
        var importance: Int
        /// The least cells it takes, so that it does not jump as values change.
        var widthMin = 0
    }

    struct Row {
        /// One text for each column.
        var cells: [StyledText]
        /// What stands instead of the cells from this column on.
        var remark: (from: Int, text: StyledText)?
        var isSelected = false
        var isStale = false
    }

    var columns: [Column]
    var rows: [Row]

    /// The table in a grid of this size, its titles in the first row.
    func grid(_ size: Size, hasTitles: Bool = true) -> Grid {
        var grid = Grid(size)
        let fit = fitted(to: size.columns)
        if hasTitles { drawTitles(fit, on: &grid) }
        for (index, row) in rows.enumerated() { draw(row, fit, at: index + (hasTitles ? 1 : 0), on: &grid) }
        return grid
    }

    /// The columns that are shown, and where.
    private struct Fit {
        var gap: Int, isGrouped: Bool, isAligned: Bool
        var columns: [(index: Int, start: Int, measure: Measure)] = []
    }

    /// The widths of a column before and from the point on.
    private struct Measure {
        var whole = 0, fraction = 0
        var width: Int { whole + fraction }
    }

    private func fitted(to width: Int) -> Fit {
        let extents = rows.map { $0.cells.map(\.extent) }
        // Each column is measured once in each way in which its cells may stand, which the gap is no part of.
        var known = [[Measure?]](repeating: Array(repeating: nil, count: columns.count), count: 3)
        func measure(_ index: Int, _ manner: Fit) -> Measure {
            let way = (manner.isGrouped ? 0 : 1) + (manner.isAligned ? 0 : 1)
            let found = known[way][index] ?? self.measure(index, manner, extents)
            known[way][index] = found
            return found
        }
        var shown = columns.indices.filter { measure($0, Self.manners[0]).width > 0 }
        while !shown.isEmpty {
            for manner in Self.manners {
                let measures = shown.map { measure($0, manner) }
                let total = measures.reduce(0) { $0 + $1.width } + manner.gap * max(0, shown.count - 1)
                guard total <= width else { continue }
                let fit = placed(shown, measures, manner)
                // A remark is cut before a column goes, but not for the sake of wide gaps.
                if manner.gap == 1 || rows.allSatisfy({ end(of: $0.remark, in: fit) <= width }) { return fit }
            }
            let least = shown.map { columns[$0].importance }.min()
            shown.removeAll { columns[$0].importance == least }
        }
        return Self.manners[0]
    }

    private func placed(_ shown: [Int], _ measures: [Measure], _ manner: Fit) -> Fit {
        var (fit, start) = (manner, 0)
        for (index, measure) in zip(shown, measures) {
            fit.columns.append((index, start, measure))
            start += measure.width + fit.gap
        }
        return fit
    }

    private func measure(_ index: Int, _ fit: Fit, _ extents: [[TextExtent]]) -> Measure {
        let column = columns[index]
        var measure = Measure()
        for (row, extents) in zip(rows, extents) where row.remark.map({ index < $0.from }) ?? true {
            let extent = extents[index]
            let separators = fit.isGrouped || column.alignment == .left ? 0 : extent.separators
            let fraction = column.alignment == .point && fit.isAligned ? extent.fraction : 0
            measure.whole = max(measure.whole, extent.width - separators - fraction)
            measure.fraction = max(measure.fraction, fraction)
        }
        if measure.width > 0 || column.widthMin > 0 {
            let least = max(column.widthMin, column.title.cellWidth)
            measure.whole = max(measure.whole, least - measure.fraction)
        }
        return measure
    }

    private func shown(_ cell: StyledText, in column: Column, _ fit: Fit) -> StyledText {
        guard !fit.isGrouped, column.alignment != .left else { return cell }
        let separator = UInt8(ascii: ",")
        return cell.mapText { text in
            guard text.utf8.contains(separator) else { return text }
            return String(decoding: text.utf8.lazy.filter { $0 != separator }, as: UTF8.self)
        }
    }

    private func drawTitles(_ fit: Fit, on grid: inout Grid) {
        for (index, start, measure) in fit.columns {
            let title = StyledText(columns[index].title, .faint)
            let indent = columns[index].alignment == .left ? 0 : measure.width - title.width
            grid.put(title, row: 0, column: start + max(0, indent), width: measure.width)
        }
    }

    private func draw(_ row: Row, _ fit: Fit, at line: Int, on grid: inout Grid) {
        let blank = StyledText(" ").marked(selected: row.isSelected, stale: false)
        if row.isSelected, let style = blank.parts.first?.style {
            grid.fill(" ", style, row: line, columns: 0..<grid.size.columns)
        }
        for (index, start, measure) in fit.columns where row.remark.map({ index < $0.from }) ?? true {
            let cell = shown(row.cells[index], in: columns[index], fit)
                .marked(selected: row.isSelected, stale: row.isStale)
            let indent = indent(of: cell.extent, index, measure, fit)
            grid.put(cell, row: line, column: start + indent, width: measure.width)
        }
        guard let remark = row.remark else { return }
        let text = remark.text.marked(selected: row.isSelected, stale: row.isStale)
        grid.put(text, row: line, column: end(of: remark, in: fit) - text.width)
    }

    /// The column behind a remark, which starts where the columns before it end; 0 without one.
    private func end(of remark: (from: Int, text: StyledText)?, in fit: Fit) -> Int {
        guard let remark else { return 0 }
        let last = fit.columns.last { $0.index < remark.from }
        return (last.map { $0.start + $0.measure.width + fit.gap } ?? 0) + remark.text.width
    }

    private func indent(of cell: TextExtent, _ index: Int, _ measure: Measure, _ fit: Fit) -> Int {
        switch columns[index].alignment {
        case .left: 0
        case .point where fit.isAligned: max(0, measure.whole - (cell.width - cell.fraction))
        case .right, .point: max(0, measure.width - cell.width)
        }
    }

    /// From the roomiest to the closest.
    private static let manners = [
        Fit(gap: 2, isGrouped: true, isAligned: true), Fit(gap: 1, isGrouped: true, isAligned: true),
        Fit(gap: 1, isGrouped: false, isAligned: true), Fit(gap: 1, isGrouped: false, isAligned: false),
    ]
}
