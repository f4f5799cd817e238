import WickEngine
import WickMarket

/// What happened to the feed: its connections, its state, gaps. The newest at the bottom.
enum EventsPane {
    static func grid(_ events: [FeedMoment], _ size: Size) -> Grid {
        var grid = Grid(size)
        guard size.rows > 0 else { return grid }
        Rule.draw(StyledText("connection and feed", .strong), on: &grid, row: 0)
        guard !events.isEmpty else {
            grid.put(StyledText("nothing has happened yet", .faint), row: 1, column: 1)
            return grid
        }
        let lines = events.suffix(size.rows).flatMap { self.lines($0, width: size.columns - 2) }
        for (row, line) in lines.suffix(size.rows - 1).enumerated() { grid.put(line, row: row + 1, column: 1) }
        return grid
    }

    /// The time, and the words on as many lines as they need.
    private static func lines(_ event: FeedMoment, width: Int) -> [StyledText] {
        let time = event.time.map { UTCTime($0).time } ?? "--:--:--"
        let words = NoteText.wrapped(event.text, width: max(1, width - time.utf8.count - 3))
        return words.enumerated().map { index, line in
            let mark = index > 0 || !event.isTrouble ? "   " : " ! "
            let left = index == 0 ? time : String(repeating: " ", count: time.utf8.count)
            return StyledText(left, .faint) + StyledText(mark, .no) + line
        }
    }
}
