import WickEngine
import WickMarket

/// The newest lines of wick's own log: time, level, the part of wick that tells it, words and fields.
enum MessagesPage {
    /// Time and level stand before the words, with blanks between them.
    private static let levelWidth = 8, wordsColumn = 8 + 1 + levelWidth + 1

    /// The rows for lines of the log: what the status, the rule and the keys leave.
    static func listRows(_ size: Size) -> Int { max(1, size.rows - 3) }

    /// The rows that a line of the log takes.
    static func rows(of entry: LogEntry, _ size: Size) -> Int { words(entry, size).count }

    static func grid(_ snapshot: Snapshot, _ view: ViewState, _ moment: Moment) -> Grid {
        let size = view.size
        var grid = Grid(size)
        let row = Size(columns: size.columns, rows: 1)
        grid.draw(StatusLine.grid(snapshot, isPaused: view.isPaused, moment, row), row: 0, column: 0)
        let messages = view.messages
        let unseen = messages.unseen > 0 ? "\(messages.unseen) newer" : "follows the newest"
        Rule.draw(
            StyledText("messages", .strong) + StyledText(" what wick's log says, times in UTC", .faint),
            right: StyledText(unseen, .faint), on: &grid, row: 1)
        if messages.entries.isEmpty {
            let why = snapshot.messages == nil ? "nothing is logged here" : "nothing has been logged yet"
            grid.put(StyledText(why, .faint), row: 2, column: 1)
        }
        var lines: [StyledText] = []
        for entry in messages.shown.reversed() where lines.count < listRows(size) {
            lines = self.lines(entry, size) + lines
        }
        for (offset, line) in lines.suffix(listRows(size)).enumerated() { grid.put(line, row: 2 + offset, column: 1) }
        let keys = KeyLine.grid(snapshot, view.keyMap, in: .messages, row)
        grid.draw(keys, row: size.rows - 1, column: 0)
        return grid
    }

    private static func lines(_ entry: LogEntry, _ size: Size) -> [StyledText] {
        let level = entry.level.rawValue
        let blanks = String(repeating: " ", count: max(0, levelWidth - level.cellWidth) + 1)
        let head =
            StyledText(UTCTime(entry.time).time + " ", .faint) + StyledText(level, role(of: entry.level))
            + StyledText(blanks)
        let indent = StyledText(String(repeating: " ", count: wordsColumn))
        return words(entry, size).enumerated().map { ($0 == 0 ? head : indent) + $1 }
    }

    private static func words(_ entry: LogEntry, _ size: Size) -> [StyledText] {
        NoteText.wrapped("\(entry.source): \(entry.text)", width: size.columns - wordsColumn - 2)
    }

    private static func role(of level: LogEntry.Level) -> Style.Role {
        switch level {
        case .trace, .debug: .faint
        case .info, .notice: .plain
        case .warning: .warning
        case .error, .critical: .alert
        }
    }
}
