import WickEngine

/// The notes on view: each for a while, one after another where several come at once. What a key led to is shown at once,
/// and alerts wait for it.
struct NoteBoard: Equatable {
    /// How long a note stands, and how long at least where another one waits.
    static let stay = Duration.seconds(12), stayLeast = Duration.seconds(3)
    /// The most that wait; beyond, the one that has waited longest goes.
    static let waitingMax = 8

    private struct Entry: Equatable {
        var note: ScreenNote
        var start: ContinuousClock.Instant
    }

    private var entries: [Entry] = []

    /// Shows a note from now on; an alert once the one before it has stood long enough.
    mutating func add(_ note: ScreenNote, now: ContinuousClock.Instant) {
        entries.removeAll { $0.start + Self.stay <= now }
        if note.weight != .alert {
            let waiting = entries.filter { $0.start > now }.map(\.note)
            entries = [Entry(note: note, start: now)]
            for note in waiting { append(note, now: now) }
        } else {
            append(note, now: now)
        }
    }

    /// Takes away what a key led to, once another key is pressed; alerts stay for their time.
    mutating func dismissAnswers() { entries.removeAll { $0.note.weight != .alert } }

    private mutating func append(_ note: ScreenNote, now: ContinuousClock.Instant) {
        let waiting = entries.indices.filter { entries[$0].start > now }
        if waiting.count >= Self.waitingMax {
            // The others move up to the times that were due, or those would run ahead of the present for good.
            for (index, next) in zip(waiting, waiting.dropFirst()) { entries[index].note = entries[next].note }
            return entries[entries.count - 1].note = note
        }
        entries.append(Entry(note: note, start: max(now, entries.last.map { $0.start + Self.stayLeast } ?? now)))
    }

    /// The note that is on view.
    func shown(at now: ContinuousClock.Instant) -> ScreenNote? {
        guard let entry = entries.last(where: { $0.start <= now }), now < entry.start + Self.stay else { return nil }
        return entry.note
    }
}
