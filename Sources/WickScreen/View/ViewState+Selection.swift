import WickEngine
import WickMarket

extension ViewState {
    /// Puts the selected symbol at another place, and goes with it.
    mutating func move(by places: Int) -> Intent? {
        guard order == .configured else {
            return .say("the list is sorted; once s has it as configured again, J and K move a symbol")
        }
        let place = position + places
        guard let symbol = selected?.symbol, (0..<seriesCount).contains(place) else { return nil }
        let (from, to) = (position - firstKnown, place - firstKnown)
        if known.indices.contains(from), known.indices.contains(to) { known.swapAt(from, to) }
        (position, movedTo, patience) = (place, place, Self.patienceMax)
        settle()
        return .send(.move(symbol, to: place))
    }

    /// Snapshots that are on their way when something is chosen.
    static let patienceMax = 3

    /// Goes to a series that the snapshots may not know yet.
    mutating func choose(_ key: SeriesKey) {
        (selected, isSettled, movedTo, patience) = (key, true, nil, Self.patienceMax)
        chart.goLive()
        if let index = known.firstIndex(of: key) { position = max(0, firstKnown + index) }
        settle()
    }

    /// Chooses a symbol by its place; one outside the list is no choice.
    mutating func select(_ place: Int) {
        guard (0..<seriesCount).contains(place), place != position else { return }
        position = place
        chart.goLive()
        settle()
        choose()
    }

    /// Chooses the symbol so many pages further down the list.
    mutating func selectPage(_ pages: Int) {
        let step = pages * max(1, listRows - 1)
        select(min(max(0, position + step), seriesCount - 1))
    }

    /// Finds the series at `position`, if the newest snapshot has told it.
    mutating func choose() {
        let index = position - firstKnown
        isSettled = known.indices.contains(index)
        if isSettled { (selected, movedTo, patience) = (known[index], nil, Self.patienceMax) }
    }

    /// Brings choice and scrolling back to what there is.
    mutating func settle() {
        if position >= seriesCount { (position, isSettled) = (seriesCount - 1, false) }
        let rows = max(1, listRows)
        firstRow = min(max(firstRow, position - rows + 1), position, max(0, seriesCount - rows))
        log.settle(entries: layout.logEntries)
    }
}
