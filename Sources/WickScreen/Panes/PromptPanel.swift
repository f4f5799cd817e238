import WickMarket

/// What is being typed, on the last line of the screen, and above it what belongs there or what is wrong with it.
enum PromptPanel {
    /// More lines of advice than this are cut off.
    private static let adviceRowsMax = 3

    static func draw(_ prompt: Prompt, on grid: inout Grid) {
        let width = grid.size.columns - 2
        let role: Style.Role = prompt.problem == nil ? .faint : .warning
        let advice = NoteText.wrapped(prompt.problem ?? usage(prompt.purpose), width: width).prefix(adviceRowsMax)
        var row = grid.size.rows - 1 - advice.count
        for line in advice {
            clear(row, of: &grid)
            grid.put(StyledText(line.text, role), row: row, column: 1, width: width)
            row += 1
        }
        clear(row, of: &grid)
        let keys =
            StyledText("Enter", .key) + StyledText(" sets it  ", .faint) + StyledText("Esc", .key)
            + StyledText(" leaves", .faint)
        let line =
            StyledText(title(prompt.purpose), .strong) + " " + StyledText(tail(prompt, width)) + StyledText("_", .key)
        grid.put(line, row: row, column: 1, width: width)
        if line.width + 2 + keys.width <= width { grid.putRight(keys, row: row, before: grid.size.columns - 1) }
    }

    private static func title(_ purpose: Prompt.Purpose) -> String {
        switch purpose {
        case .alert: "alert:"
        }
    }

    private static func usage(_ purpose: Prompt.Purpose) -> String {
        switch purpose {
        case .alert: Alert.usage
        }
    }

    /// The end of the text, as much as there is room for: what one types must be seen.
    private static func tail(_ prompt: Prompt, _ width: Int) -> String {
        let room = max(1, width - title(prompt.purpose).cellWidth - 2)
        var text = Substring(prompt.text)
        while String(text).cellWidth > room { text.removeFirst() }
        return String(text)
    }

    private static func clear(_ row: Int, of grid: inout Grid) {
        grid.fill(" ", .plain, row: row, columns: 0..<grid.size.columns)
    }
}
