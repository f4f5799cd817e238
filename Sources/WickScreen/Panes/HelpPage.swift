/// Every key, and what the marks on the screen mean.
enum HelpPage {
    /// - Parameter sheet: which of the sheets that it takes, from 0.
    static func grid(_ keyMap: KeyMap, sheet: Int, _ size: Size) -> Grid {
        var grid = Grid(size)
        let sheets = sheets(keyMap, size)
        let lines = sheets[min(max(0, sheet), sheets.count - 1)]
        for (row, line) in lines.enumerated() { grid.put(line, row: row, column: 1) }
        let more = "any key turns to sheet \(sheet + 2) of \(sheets.count), Esc returns"
        let last = StyledText(sheet + 1 < sheets.count ? more : "any key returns", .faint)
        grid.put(last, row: size.rows - 1, column: 1)
        return grid
    }

    /// How many sheets it takes in a terminal of this size.
    static func sheetCount(_ keyMap: KeyMap, _ size: Size) -> Int { sheets(keyMap, size).count }

    /// The keys and the words on one sheet if that has room for both, else each on as many as they need.
    private static func sheets(_ keyMap: KeyMap, _ size: Size) -> [[StyledText]] {
        let title = [
            StyledText("wick", .strong) + "  watches markets and reports; it places no orders", StyledText(),
        ]
        let keyWidth = keyMap.bindings.map(\.keys.cellWidth).max() ?? 0
        let keys = keyMap.bindings.map { entry($0.keys, .key, $0.meaning, keyWidth) }
        let words = legend.map { entry($0.word, .strong, $0.meaning, keyWidth) }
        let room = max(1, size.rows - 2)
        let all = title + keys + [StyledText()] + words
        return all.count <= room ? [all] : split(title + keys, room) + split(words, room)
    }

    private static func split(_ lines: [StyledText], _ room: Int) -> [[StyledText]] {
        stride(from: 0, to: lines.count, by: room).map { Array(lines[$0..<min($0 + room, lines.count)]) }
    }

    private static func entry(_ word: String, _ role: Style.Role, _ meaning: String, _ width: Int) -> StyledText {
        StyledText(word, role) + StyledText(String(repeating: " ", count: width - word.cellWidth + 2) + meaning)
    }

    private static let legend = [
        (word: "LIVE", meaning: "data flows; LAG: late; STALE: silent for too long"),
        (word: "GAP", meaning: "missed candles are being fetched; !: some before are missing"),
        (word: "*", meaning: "the forming candle; its values count as if it closed now"),
        (word: "EMAs", meaning: "▲ fast above slow, ▼ below, and how far in % of the slow one"),
        (word: "✓ ✗ ?", meaning: "a rule of the strategy holds, does not, cannot be told yet"),
        (word: "E T S", meaning: "in the chart: entry, target and stop of the newest signal"),
        (word: "cost", meaning: "fees and slippage, in and out"),
        (word: "<cost", meaning: "the reward is below the cost: even the target gains nothing"),
        (word: "LATE", meaning: "the candle was fetched after the fact: never a fresh signal"),
    ]
}
