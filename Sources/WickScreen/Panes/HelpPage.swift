/// Every key, and what the marks on the screen mean.
enum HelpPage {
    static func grid(_ keyMap: KeyMap, _ size: Size) -> Grid {
        var grid = Grid(size)
        let keyWidth = keyMap.bindings.map(\.keys.cellWidth).max() ?? 0
        let keys = keyMap.bindings.map { entry($0.keys, .key, $0.meaning, keyWidth) }
        let words = legend.map { entry($0.word, .strong, $0.meaning, keyWidth) }
        let lines =
            [StyledText("wick", .strong) + "  watches markets and reports; it places no orders", ""] + keys + [""]
            + words
        for (row, line) in lines.prefix(max(0, size.rows - 1)).enumerated() { grid.put(line, row: row, column: 1) }
        grid.put(StyledText("any key returns", .faint), row: size.rows - 1, column: 1)
        return grid
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
        (word: "cost", meaning: "fees and slippage, in and out"),
        (word: "<cost", meaning: "the reward is below the cost: even the target gains nothing"),
        (word: "LATE", meaning: "the candle was fetched after the fact: never a fresh signal"),
    ]
}
