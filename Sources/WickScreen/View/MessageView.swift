import WickEngine

/// Where the page of wick's own log stands: at its end, or at a line that one has scrolled to.
struct MessageView: Equatable {
    /// The lines at hand, oldest first, their numbers running on.
    private(set) var entries: [LogEntry] = []
    /// The number of the last line on view; `nil` follows the newest.
    private(set) var end: Int?

    /// Lines of higher numbers are left out, so that no sum can overflow.
    private static let numberMax = 1 << 40

    /// How many lines have come since the page left its end.
    var unseen: Int { end.map { (entries.last?.number ?? $0) - $0 } ?? 0 }

    /// The lines up to the last one on view, oldest first.
    var shown: ArraySlice<LogEntry> { entries.prefix { $0.number <= end ?? .max } }

    /// Takes in the lines that there are now.
    mutating func note(_ entries: [LogEntry], _ size: Size) {
        self.entries = entries.filter { (0...Self.numberMax).contains($0.number) }
        if let end { stop(at: end, size) }
    }

    mutating func scroll(_ scroll: Command.Scroll, _ size: Size) {
        guard let last = shown.last?.number else { return }
        switch scroll {
        case .lines(let count): stop(at: last + count, size)
        case .pageUp: stop(at: min(firstOnPage(size), last - 1), size)
        case .pageDown: stop(at: max(pageEnd(from: last, size), last + 1), size)
        case .oldest: stop(at: 0, size)
        case .newest: end = nil
        }
    }

    /// The first page stays full.
    private mutating func stop(at number: Int, _ size: Size) {
        let end = max(number, pageEnd(from: entries.first?.number ?? 0, size))
        self.end = end >= entries.last?.number ?? 0 ? nil : end
    }

    /// The number of the first line on view, which may be there in part only.
    private func firstOnPage(_ size: Size) -> Int {
        var rows = MessagesPage.listRows(size)
        let first = shown.last { entry in
            rows -= MessagesPage.rows(of: entry, size)
            return rows <= 0
        }
        return (first ?? shown.first)?.number ?? 0
    }

    /// The number of the last line on a page that begins with this one.
    private func pageEnd(from number: Int, _ size: Size) -> Int {
        var rows = MessagesPage.listRows(size)
        let page = entries.drop { $0.number < number }.prefix { entry in
            rows -= MessagesPage.rows(of: entry, size)
            return rows >= 0
        }
        return page.last?.number ?? number
    }
}
