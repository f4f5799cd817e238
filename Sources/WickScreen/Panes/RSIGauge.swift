import WickStrategy

/// The RSI on a line from 0 to 100, with the ranges that the strategy asks for.
enum RSIGauge {
    /// The cells of the line: one for each five units, and one for 100.
    private static let cells = 21

    /// The line, and where there is room in words where the RSI stands.
    static func text(_ rsi: Double?, _ scale: ReadingScale, hasWords: Bool) -> StyledText {
        let place = rsi.flatMap { $0.isFinite ? cell(of: $0) : nil }
        var line = StyledText()
        for index in 0..<cells {
            let value = Double(index) * 100 / Double(cells - 1)
            line += index == place ? StyledText("●", .strong) : mark(value, scale)
        }
        guard hasWords, let rsi else { return line }
        return line + StyledText(" " + words(rsi, scale), .faint)
    }

    private static func cell(of rsi: Double) -> Int {
        Int((min(max(rsi, 0), 100) / 100 * Double(cells - 1)).rounded())
    }

    /// Shaded where there is no signal at all, a line where there may be one of a side, dots in between.
    private static func mark(_ value: Double, _ scale: ReadingScale) -> StyledText {
        let (isLong, isShort) = (scale.rsiLong.contains(value), scale.rsiShort.contains(value))
        if !scale.rsiNotExtreme.contains(value) { return StyledText("░", .faint) }
        switch (isShort, isLong) {
        case (true, true): return StyledText("┼", .faint)
        case (true, false): return StyledText("─", .down)
        case (false, true): return StyledText("─", .up)
        case (false, false): return StyledText("·", .faint)
        }
    }

    private static func words(_ rsi: Double, _ scale: ReadingScale) -> String {
        if !scale.rsiNotExtreme.contains(rsi) { return "extreme" }
        switch (scale.rsiShort.contains(rsi), scale.rsiLong.contains(rsi)) {
        case (true, true): return "either side"
        case (true, false): return "SHORT side"
        case (false, true): return "LONG side"
        case (false, false): return "neither side"
        }
    }
}
