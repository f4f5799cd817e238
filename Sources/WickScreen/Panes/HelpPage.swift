/// Every key, and what the marks on the screen mean.
enum HelpPage {
    /// - Parameter sheet: which of the sheets that it takes, from 0.
    static func grid(_ keyMap: KeyMap, sheet: Int, _ size: Size) -> Grid {
        var grid = Grid(size)
        let sheets = sheets(keyMap, size)
        let lines = sheets[min(max(0, sheet), sheets.count - 1)]
        for (row, line) in lines.enumerated() { grid.put(line, row: row, column: 1) }
        let more = "sheet \(sheet + 1) of \(sheets.count)  any key next  Esc back"
        let last = StyledText(sheet + 1 < sheets.count ? more : "any key returns", .faint)
        grid.put(last, row: size.rows - 1, column: 1)
        return grid
    }

    /// How many sheets it takes in a terminal of this size.
    static func sheetCount(_ keyMap: KeyMap, _ size: Size) -> Int { sheets(keyMap, size).count }

    /// The keys, and then the words, which start a sheet of their own where the last one has no room for all of them.
    private static func sheets(_ keyMap: KeyMap, _ size: Size) -> [[StyledText]] {
        let (width, room) = (size.columns - 1, max(1, size.rows - 2))
        let keyWidth = keyMap.bindings.map(\.keys.cellWidth).max() ?? 0
        let keys = keyMap.bindings.map { entry($0.keys, .key, $0.meaning, keyWidth, width) }
        let words = legend.map { entry($0.word, .strong, $0.meaning, keyWidth, width) }
        let title = entry("wick", .strong, "watches markets and reports; it places no orders", 4, width)
        var sheets = split([title, [StyledText()]] + keys, room)
        if let last = sheets.last, last.count + 1 + words.joined().count <= room {
            sheets[sheets.count - 1] += [StyledText()] + words.joined()
        } else {
            sheets += split(words, room)
        }
        return sheets
    }

    /// What has room on each sheet: whole entries, but for those that are longer than a sheet.
    private static func split(_ entries: [[StyledText]], _ room: Int) -> [[StyledText]] {
        var sheets: [[StyledText]] = [[]]
        for entry in entries {
            let count = sheets[sheets.count - 1].count
            if count > 0, count + entry.count > room { sheets.append([]) }
            sheets[sheets.count - 1] += entry.prefix(room)
        }
        return sheets
    }

    /// Below this width meanings do not stand in a column of their own.
    private static let narrow = 56

    /// A word, and beside it what it means, on as many lines as that takes.
    private static func entry(
        _ word: String, _ role: Style.Role, _ meaning: String, _ indent: Int, _ width: Int
    ) -> [StyledText] {
        if width < narrow {
            return NoteText.wrapped("\(word) \(meaning)", width: width - 2).enumerated().map { index, line in
                guard index == 0 else { return StyledText("  ") + line }
                return StyledText(word, role) + StyledText(String(line.text.dropFirst(word.count)))
            }
        }
        let lines = NoteText.wrapped(meaning, width: width - indent - 2)
        let blank = String(repeating: " ", count: indent - word.cellWidth + 2)
        return lines.enumerated().map { index, line in
            index == 0
                ? StyledText(word, role) + StyledText(blank) + line
                : StyledText(String(repeating: " ", count: indent + 2)) + line
        }
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
