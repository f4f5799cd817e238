import WickEngine
import WickMarket

/// A note over the last lines of the screen.
enum NotePanel {
    /// More lines than this are cut off.
    private static let rowsMax = 3

    static func draw(_ note: ScreenNote, on grid: inout Grid) {
        let width = grid.size.columns - 2
        let word = word(note.weight)
        let time = note.time.map { UTCTime($0).time }
        let words = [word.text, time ?? "", note.text].filter { !$0.isEmpty }
        let lines = NoteText.wrapped(words.joined(separator: " "), width: width)
        let first = grid.size.rows - min(lines.count, rowsMax)
        for (offset, line) in lines.prefix(rowsMax).enumerated() {
            let row = first + offset
            grid.fill(" ", .plain, row: row, columns: 0..<grid.size.columns)
            grid.put(line, row: row, column: 1, width: width)
        }
        grid.put(word, row: first, column: 1)
    }

    private static func word(_ weight: ScreenNote.Weight) -> StyledText {
        switch weight {
        case .information: StyledText()
        case .warning: StyledText("FAILED", .warning)
        case .alert: StyledText("ALERT", .alert)
        }
    }
}
