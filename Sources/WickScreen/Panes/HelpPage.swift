/// Every key, first those of the place one comes from, and what the marks on the screen mean; in a small terminal in as few
/// words as there are.
enum HelpPage {
    /// - Parameter sheet: which of the sheets that it takes, from 0.
    /// - Parameter place: where one comes from.
    static func grid(_ keyMap: KeyMap, from place: KeyMap.Place, sheet: Int, _ size: Size) -> Grid {
        var grid = Grid(size)
        let sheets = sheets(keyMap, place, size)
        let lines = sheets[min(max(0, sheet), sheets.count - 1)]
        for (row, line) in lines.enumerated() { grid.put(line, row: row, column: 1) }
        let isLast = sheet + 1 >= sheets.count
        let parts = [
            sheets.count > 1 ? "sheet \(sheet + 1) of \(sheets.count)" : "",
            isLast ? "any key returns" : "any key next",
            sheet > 0 && size.columns >= 50 ? "↑ before" : "", isLast ? "" : "Esc back",
        ]
        let last = parts.filter { !$0.isEmpty }.joined(separator: "  ")
        grid.put(StyledText(last, .faint), row: size.rows - 1, column: 1)
        return grid
    }

    /// How many sheets it takes in a terminal of this size.
    static func sheetCount(_ keyMap: KeyMap, from place: KeyMap.Place, _ size: Size) -> Int {
        sheets(keyMap, place, size).count
    }

    /// The size from which on there is room for sentences.
    private static let roomy = Size(columns: 76, rows: 16)

    private static func sheets(_ keyMap: KeyMap, _ place: KeyMap.Place, _ size: Size) -> [[StyledText]] {
        let isRoomy = size.columns >= roomy.columns && size.rows >= roomy.rows
        let sections = KeyMap.Place.allCases.filter { $0 == place } + KeyMap.Place.allCases.filter { $0 != place }
        let bindings = sections.map { section in keyMap.bindings.filter { $0.place == section } }
        return isRoomy
            ? sentences(bindings.flatMap(\.self), size)
            : words(zip(sections, bindings).map { ($0, $1) }, size)
    }

    /// The keys, and then the words, which start a sheet of their own where the last one has no room for all of them.
    private static func sentences(_ bindings: [KeyMap.Binding], _ size: Size) -> [[StyledText]] {
        let (width, room) = (size.columns - 1, max(1, size.rows - 2))
        let keyWidth = bindings.map(\.keys.cellWidth).max() ?? 0
        let keys = bindings.map { entry($0.keys, .key, $0.meaning, keyWidth, width) }
        let words = legend.map { entry($0.word, .strong, $0.meaning, keyWidth, width) }
        let title = entry("wick", .strong, what, 4, width)
        var sheets = split([title, [StyledText()]] + keys, room)
        if let last = sheets.last, last.count + 1 + words.joined().count <= room {
            sheets[sheets.count - 1] += [StyledText()] + words.joined()
        } else {
            sheets += split(words, room)
        }
        return sheets
    }

    /// The keys one after another, as on the key line, and then the words.
    private static func words(
        _ sections: [(place: KeyMap.Place, bindings: [KeyMap.Binding])], _ size: Size
    ) -> [[StyledText]] {
        let (width, room) = (size.columns - 2, max(1, size.rows - 1))
        let keys = sections.flatMap { section in
            let texts = section.bindings.map { StyledText($0.keys, .key) + StyledText(" \($0.brief)") }
            let title = StyledText(section.place.words + ":", .strong)
            return texts.isEmpty ? [] : [[title]] + texts.wrapped("   ", width: width).map { [$0] }
        }
        let words = legend.map { run("\($0.word) \($0.meaning)", $0.word, width) }
        return split([run("wick \(what)", "wick", width)] + keys + words, room)
    }

    private static let what = "watches markets and reports; it places no orders"

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

    /// A word, and beside it what it means, on as many lines as that takes.
    private static func entry(
        _ word: String, _ role: Style.Role, _ meaning: String, _ indent: Int, _ width: Int
    ) -> [StyledText] {
        let lines = NoteText.wrapped(meaning, width: width - indent - 2)
        let blank = String(repeating: " ", count: max(0, indent - word.cellWidth) + 2)
        return lines.enumerated().map { index, line in
            index == 0
                ? StyledText(word, role) + StyledText(blank) + line
                : StyledText(String(repeating: " ", count: indent + 2)) + line
        }
    }

    /// A sentence that starts with a word of its own, on as many lines as it takes.
    private static func run(_ sentence: String, _ word: String, _ width: Int) -> [StyledText] {
        NoteText.wrapped(sentence, width: width - 2).enumerated().map { index, line in
            guard index == 0 else { return StyledText("  ") + line }
            return StyledText(word, .strong) + StyledText(String(line.text.dropFirst(word.count)))
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

extension KeyMap.Place {
    fileprivate var words: String {
        switch self {
        case .monitor: "everywhere"
        case .chart: "in the chart"
        case .signal: "on a signal's page"
        case .ledger: "on the ledger"
        case .messages: "on the messages"
        case .replay: "in a replay"
        case .alerts: "on the alerts' page"
        }
    }
}
