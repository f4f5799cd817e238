import WickEngine

/// The notes on view: each for a while, one after another where several come at once.
struct NoteBoard: Equatable {
    /// How long a note stands, and how long at least where another one waits.
    static let stay = Duration.seconds(12), stayLeast = Duration.seconds(3)
    /// The most that wait; beyond, the oldest goes.
    static let waitingMax = 8

    private struct Entry: Equatable {
        var note: ScreenNote
        var start: ContinuousClock.Instant
    }

    private var entries: [Entry] = []

    /// Shows a note from now on, or once the one before it has stood long enough.
    mutating func add(_ note: ScreenNote, now: ContinuousClock.Instant) {
        entries.removeAll { $0.start + Self.stay <= now }
        if entries.count == Self.waitingMax { entries.removeFirst() }
        entries.append(Entry(note: note, start: max(now, entries.last.map { $0.start + Self.stayLeast } ?? now)))
    }

    /// The note that is on view.
    func shown(at now: ContinuousClock.Instant) -> ScreenNote? {
        guard let entry = entries.last(where: { $0.start <= now }), now < entry.start + Self.stay else { return nil }
        return entry.note
    }
}
