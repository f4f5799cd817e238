import WickEngine
import WickFeed
import WickMarket

/// Where the signal log stands, and which of the signals it shows.
struct LogView: Equatable {
    /// Whether only signals of the selected symbol are shown.
    private(set) var isOfSelected = false
    /// The one side that is shown; `nil` for both.
    private(set) var side: Side?
    /// The number of the last entry on view; `nil` follows the newest.
    private(set) var end: Int?
    /// The number of the newest entry there is.
    private(set) var newest = 0

    /// The newest entry when the log left its end.
    private var newestSeen = 0
    /// The number of the oldest entry that the core sent: it keeps so many only, and answers with those.
    private var oldestSent = 0
    /// The numbers of the entries that are shown, oldest first; `nil` where all are.
    private var matching: [Int]?

    /// More than the core keeps: what is asked for to find those that are shown.
    static let searched = 10_000

    /// Whether some entries are left out.
    var isFiltered: Bool { isOfSelected || side != nil }

    /// Whether an entry is shown while this series is selected.
    func shows(_ record: SignalRecord, selected: SeriesKey?) -> Bool {
        (side == nil || record.signal.side == side) && (!isOfSelected || record.key == selected)
    }

    /// How many entries there are to scroll through.
    var count: Int { matching?.count ?? newest }

    /// The entries that came since the log left its end.
    var unseen: Int {
        guard end != nil else { return 0 }
        return matching.map { $0.count { $0 > newestSeen } } ?? max(0, newest - newestSeen)
    }

    /// Takes in what a snapshot says of the log.
    mutating func note(_ snapshot: Snapshot, selected: SeriesKey?, newest: Int, entries: Int) {
        self.newest = newest
        oldestSent = snapshot.log.first?.number ?? 0
        matching = isFiltered ? snapshot.log.filter { shows($0, selected: selected) }.map(\.number) : nil
        settle(entries: entries)
    }

    /// Brings the log back to what there is.
    mutating func settle(entries: Int) {
        if let end { scroll(to: end, entries: entries) }
    }

    /// Shows the signals of the selected symbol only, or of all.
    mutating func toggleSymbol() {
        isOfSelected.toggle()
        (end, matching) = (nil, isFiltered ? [] : nil)
    }

    /// Shows the long ones only, then the short ones, then both.
    mutating func turnSide() {
        side = side == nil ? .long : side == .long ? .short : nil
        (end, matching) = (nil, isFiltered ? [] : nil)
    }

    /// The number of the entry so many entries after another one, or before it.
    func number(_ count: Int, after number: Int) -> Int {
        guard let matching else { return number + count }
        guard let last = matching.indices.last else { return 0 }
        let index = matching.lastIndex { $0 <= number } ?? 0
        return matching[min(max(index + count, 0), last)]
    }

    /// The last entry on view.
    func endShown(entries: Int) -> Int {
        let shown = end ?? newestShown
        return matching == nil ? max(shown, min(oldestSent + entries - 1, newest)) : shown
    }

    /// Scrolls by so many entries.
    mutating func scroll(by count: Int, entries: Int) {
        scroll(to: number(count, after: endShown(entries: entries)), entries: entries)
    }

    /// Scrolls so that an entry is the last one on view; the first page stays full.
    mutating func scroll(to end: Int, entries: Int) {
        let end = max(end, firstEnd(entries: entries))
        if self.end == nil { newestSeen = newest }
        self.end = end >= newestShown ? nil : end
    }

    private var newestShown: Int { matching.map { $0.last ?? 0 } ?? newest }

    private func firstEnd(entries: Int) -> Int {
        guard let matching else { return min(entries, newest) }
        return matching.isEmpty ? 0 : matching[min(max(1, entries), matching.count) - 1]
    }
}
