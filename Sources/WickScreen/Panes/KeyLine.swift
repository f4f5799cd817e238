import WickEngine
import WickFeed

/// The last line: the keys, or what is wrong.
enum KeyLine {
    static func grid(_ snapshot: Snapshot?, _ keyMap: KeyMap, _ size: Size) -> Grid {
        var grid = Grid(size)
        let hints = keyMap.bindings.compactMap(hint)
        guard let notice = snapshot.flatMap(notice) else {
            grid.put(fitting(hints, width: size.columns - 2), row: 0, column: 1)
            return grid
        }
        let keys = fitting(Array(hints.suffix(2)), width: size.columns / 2)
        grid.put(notice, row: 0, column: 1, width: size.columns - keys.width - 4)
        grid.putRight(keys, row: 0, before: size.columns - 1)
        return grid
    }

    private static func hint(_ binding: KeyMap.Binding) -> StyledText? {
        binding.hint.map { StyledText(binding.keys, .key) + StyledText(" \($0)", .faint) }
    }

    /// The hints that fit; the last ones, how to get help and out, before the others.
    private static func fitting(_ hints: [StyledText], width: Int) -> StyledText {
        var shown = hints
        while shown.count > 1, shown.joined("   ").width > width { shown.removeFirst() }
        return shown.joined("   ")
    }

    /// What is wrong; `nil` while all is well.
    private static func notice(_ snapshot: Snapshot) -> StyledText? {
        let (trouble, status) = (snapshot.journalTrouble, snapshot.status)
        let isUnwell = status.state != .live && !status.detail.isEmpty
        let parts = [
            StyledText(trouble ?? "", .alert), StyledText(isUnwell ? status.detail : "", status.state.role),
        ]
        let line = parts.joined("  ")
        return line.width > 0 ? line : nil
    }
}
