import WickFeed
import WickMarket

/// What the screen asks, over its last lines.
enum DialogPanel {
    /// More lines of advice, and more symbols, than this are left out.
    private static let adviceRowsMax = 3, symbolRowsMax = 10

    static func draw(_ dialog: Dialog, _ timeframe: Timeframe?, on grid: inout Grid) {
        let width = grid.size.columns - 2
        switch dialog {
        case .alert(let prompt):
            let role: Style.Role = prompt.problem == nil ? .faint : .warning
            let advice = NoteText.wrapped(prompt.problem ?? Alert.usage, width: width).prefix(adviceRowsMax)
            let line = typed("alert:", prompt, width)
            draw(
                advice.map { StyledText($0.text, role) }, line, title: "a new alert",
                keys: [("Enter", "sets it"), ("Esc", "leaves")], on: &grid)
        case .symbol(let search):
            let rows = max(1, min(symbolRowsMax, grid.size.rows - 4))
            draw(
                symbols(search, rows: rows), typed("symbol:", search.prompt, width), title: "symbols of the exchange",
                keys: [("↑ ↓", "choose"), ("Enter", "adds it"), ("Esc", "leaves")], on: &grid)
        case .removal(let symbol, let alerts):
            let tail = alerts == 0 ? "" : alerts == 1 ? " and its alert" : " and its \(alerts) alerts"
            let question = "watch \(symbol) no more\(tail)?"
            let rest = question.cellWidth + 50 < width ? " its signals stay in the log" : ""
            draw([], StyledText(question + rest, .strong), keys: [("y", "yes"), ("n", "no")], on: &grid)
        case .timeframe(let position):
            draw(
                [], timeframes(position, timeframe, width), keys: [("Enter", "shows it"), ("Esc", "leaves")], on: &grid)
        }
    }

    private static func draw(
        _ lines: [StyledText], _ last: StyledText, title: String = "", keys: [(String, String)], on grid: inout Grid
    ) {
        let (columns, row) = (grid.size.columns, grid.size.rows - 1)
        let rule = row - lines.count - 1
        if !lines.isEmpty, rule >= 0 { Rule.draw(StyledText(title, .strong), on: &grid, row: rule) }
        for (offset, line) in (lines + [last]).enumerated() {
            let place = row - lines.count + offset
            grid.fill(" ", .plain, row: place, columns: 0..<columns)
            grid.put(line, row: place, column: 1, width: columns - 2)
        }
        let hints = keys.map { StyledText($0.0, .key) + StyledText(" \($0.1)", .faint) }.joined("  ")
        if last.width + 3 + hints.width <= columns - 2 { grid.putRight(hints, row: row, before: columns - 1) }
    }

    /// What is typed; the end of it, as much as there is room for: what one types must be seen.
    private static func typed(_ title: String, _ prompt: Prompt, _ width: Int) -> StyledText {
        let room = max(1, width - title.cellWidth - 2)
        var text = Substring(prompt.text)
        while String(text).cellWidth > room { text.removeFirst() }
        return StyledText(title, .strong) + " " + StyledText(String(text)) + StyledText("_", .key)
    }

    private static func timeframes(_ position: Int, _ current: Timeframe?, _ width: Int) -> StyledText {
        let choices = Dialog.timeframes.enumerated().map { index, timeframe in
            let isChosen = index == position
            let text = isChosen ? "[\(timeframe)]" : timeframe == current ? "(\(timeframe))" : " \(timeframe) "
            return StyledText(text, isChosen ? .key : .plain)
        }
        let line = StyledText("timeframe:", .strong) + " " + choices.joined(" ")
        return line.width <= width ? line : choices.joined("")
    }

    private static func symbols(_ search: SymbolSearch, rows: Int) -> [StyledText] {
        switch search.list {
        case .unasked, .fetching: return [StyledText("the exchange is asked for its symbols …", .faint)]
        case .failed(let reason): return [StyledText("the exchange's symbols cannot be had: \(reason)", .warning)]
        case .known where search.offered.isEmpty: return [StyledText("no symbol has these letters", .warning)]
        case .known: break
        }
        let first = max(0, search.position - rows + 1)
        let shown = search.offered.dropFirst(first).prefix(rows)
        let nameWidth = shown.map(\.symbol.name.cellWidth).max() ?? 0
        return shown.enumerated().map { offset, listed in
            let isChosen = first + offset == search.position
            let name = listed.symbol.name + String(repeating: " ", count: nameWidth - listed.symbol.name.cellWidth)
            let assets = listed.baseAsset.isEmpty ? "" : "  \(listed.baseAsset) in \(listed.quoteAsset)"
            let line =
                StyledText(isChosen ? "▸ " : "  ", .key) + StyledText(name) + StyledText(assets, .faint)
                + StyledText(note(listed.status), .warning)
            return line.marked(selected: isChosen, stale: false)
        }
    }

    private static func note(_ status: InstrumentStatus) -> String {
        switch status {
        case .trading: ""
        case .halted(let word): "  not traded now: \(word)"
        case .unavailable(let word): "  no candles: \(word)"
        }
    }
}
