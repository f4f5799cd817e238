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
    /// How many entries there are to scroll through.
    private(set) var count = 0

    /// How many there were when the log left its end.
    private var countSeen = 0
    /// The number of the newest entry that is shown.
    private var newestShown = 0
    /// The number of the oldest entry that the core sent: it keeps so many only, and answers with those.
    private var oldestSent = 0
    /// The numbers of the entries at hand, oldest first, where some are left out; `nil` where they run on without a gap.
    private var matching: [Int]?

    /// More than this is not counted, so that no sum can overflow.
    private static let countMax = 1 << 40

    /// Whether some entries are left out.
    var isFiltered: Bool { isOfSelected || side != nil }

    /// What is shown while this series is selected.
    func filter(selected: SeriesKey?) -> LogFilter {
        LogFilter(symbol: isOfSelected ? selected?.symbol : nil, side: side)
    }

    /// The entries that came since the log left its end.
    var unseen: Int { end == nil ? 0 : max(0, count - countSeen) }

    /// Takes in what a snapshot says of the log. An answer to a question about other entries is left aside.
    mutating func note(_ snapshot: Snapshot, selected: SeriesKey?, entries: Int) {
        func bounded(_ number: Int) -> Int { min(max(0, number), Self.countMax) }
        newest = bounded(snapshot.logNewest)
        guard snapshot.logFilter == filter(selected: selected) else { return }
        oldestSent = snapshot.log.first?.number ?? 0
        (count, newestShown) = (bounded(snapshot.logMatches), bounded(snapshot.logMatchNewest))
        matching = isFiltered ? snapshot.log.map(\.number) : nil
        settle(entries: entries)
    }

    /// Brings the log back to what there is.
    mutating func settle(entries: Int) {
        if let end { scroll(to: end, entries: entries) }
    }

    /// Shows the signals of the selected symbol only, or of all.
    mutating func toggleSymbol() {
        isOfSelected.toggle()
        follow()
    }

    /// Shows the long ones only, then the short ones, then both.
    mutating func turnSide() {
        side = side == nil ? .long : side == .long ? .short : nil
        follow()
    }

    private mutating func follow() { (end, matching) = (nil, isFiltered ? [] : nil) }

    /// The number of the entry so many entries after another one, or before it, as far as the entries at hand go.
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
    mutating func scroll(to end: Int, entries: Int) { stop(at: max(end, firstEnd(entries: entries))) }

    /// Scrolls to the oldest entries there are, whether they are at hand or not.
    mutating func scrollToOldest(entries: Int) {
        if matching == nil { scroll(to: 0, entries: entries) } else if count > entries { stop(at: 0) }
    }

    private mutating func stop(at end: Int) {
        if self.end == nil { countSeen = count }
        self.end = end >= newestShown ? nil : end
    }

    private func firstEnd(entries: Int) -> Int {
        guard let matching else { return min(entries, newest) }
        return matching.isEmpty ? 0 : matching[min(max(1, entries), matching.count) - 1]
    }
}
