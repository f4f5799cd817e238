import WickEngine
import WickFeed

/// The last line: the keys, or what is wrong.
enum KeyLine {
    static func grid(_ snapshot: Snapshot?, _ keyMap: KeyMap, in place: KeyMap.Place, _ size: Size) -> Grid {
        var grid = Grid(size)
        let hints = hints(keyMap, in: place, isReplay: snapshot?.mode.isReplay ?? false)
        guard let notice = snapshot.flatMap(notice) else {
            grid.put(fitting(hints, width: size.columns - 2), row: 0, column: 1)
            return grid
        }
        let offer = snapshot?.offersSimulator == true ? [simulatorHint(keyMap)] : []
        let keys = fitting(offer + hints.suffix(2), width: size.columns / 2)
        grid.put(notice, row: 0, column: 1, width: size.columns - keys.width - 4)
        grid.putRight(keys, row: 0, before: size.columns - 1)
        return grid
    }

    private static func simulatorHint(_ keyMap: KeyMap) -> StyledText {
        let key = keyMap.bindings.lazy.flatMap(\.commands).first { $0.value == .simulate }?.key
        return key.map { StyledText($0.name, .key) + StyledText(" simulated exchange", .faint) } ?? StyledText()
    }

    /// The hints of a place, and last those that count everywhere: help and the way out.
    private static func hints(_ keyMap: KeyMap, in place: KeyMap.Place, isReplay: Bool) -> [StyledText] {
        func texts(_ bindings: [KeyMap.Binding]) -> [StyledText] {
            bindings.compactMap(\.hint).map { StyledText($0.keys, .key) + StyledText(" \($0.word)", .faint) }
        }
        let replay = isReplay ? keyMap.bindings.filter { $0.place == .replay } : []
        // A key that leads the replay has no other use then.
        let taken = Set(replay.flatMap(\.commands.keys))
        let own = replay + keyMap.bindings.filter { $0.place == place && taken.isDisjoint(with: $0.commands.keys) }
        let general = keyMap.bindings.filter { $0.place == .monitor }
        return place == .monitor ? texts(own) : texts(own) + texts(general).suffix(2)
    }

    /// The hints that fit; the last ones, how to get help and out, before the others.
    private static func fitting(_ hints: [StyledText], width: Int) -> StyledText {
        var shown = hints
        while shown.count > 1, shown.joined("   ").width > width { shown.remove(at: max(0, shown.count - 3)) }
        return shown.joined("   ")
    }

    /// What is wrong; `nil` while all is well.
    private static func notice(_ snapshot: Snapshot) -> StyledText? {
        let status = snapshot.status
        let isUnwell = status.state != .live && !status.detail.isEmpty
        let parts = [
            StyledText(snapshot.journalTrouble.map { "journal: \($0)" } ?? "", .alert),
            StyledText(snapshot.recordingTrouble.map { "recording: \($0)" } ?? "", .alert),
            StyledText(snapshot.sinkTrouble ?? "", .alert),
            StyledText(isUnwell ? status.detail : "", status.state.role),
        ]
        let line = parts.joined("  ")
        return line.width > 0 ? line : nil
    }
}
