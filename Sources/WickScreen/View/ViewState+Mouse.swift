extension ViewState {
    /// Entries of the log that a step of the wheel scrolls.
    private static let wheelSteps = 3

    static func isMouse(_ key: Key) -> Bool {
        switch key {
        case .click, .wheel: true
        default: false
        }
    }

    /// Does what the mouse asks for: the wheel scrolls what it is over, a click chooses a symbol.
    mutating func point(_ key: Key) -> Intent? {
        guard !isTooSmall else { return nil }
        switch key {
        case .click(let row, let column):
            if page == .monitor, let place = symbolPlace(at: row, column) { select(place) }
        case .wheel(let steps, _, _) where page == .help:
            turnHelp(by: steps)
        case .wheel(let steps, let row, let column):
            return perform(wheelCommand(steps, at: row, column))
        default:
            break
        }
        return nil
    }

    private mutating func wheelCommand(_ steps: Int, at row: Int, _ column: Int) -> Command? {
        switch page {
        case .help: return nil
        case .signal where signalTopMax > 0: return .signalPage(steps)
        case .signal: return steps < 0 ? .signalOlder : .signalNewer
        case .alerts: return .alertMove(steps)
        case .messages: return .messagesScroll(.lines(steps * Self.wheelSteps))
        case .ledger: return steps < 0 ? .selectPrevious : .selectNext
        case .monitor where symbolPlace(at: row, column) != nil: return steps < 0 ? .selectPrevious : .selectNext
        case .monitor where place == .chart: return .chartZoom(-steps)
        case .monitor:
            scrollLog(by: steps * Self.wheelSteps)
            return nil
        }
    }

    /// The place in the watchlist of what a cell of the screen shows.
    private func symbolPlace(at row: Int, _ column: Int) -> Int? {
        let layout = layout
        let index = row - 2  // below the status line and the titles
        guard (0..<layout.watchedRows).contains(index), !layout.isShared || column < layout.left else { return nil }
        return firstRow + index
    }
}
