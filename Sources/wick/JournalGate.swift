import Synchronization

/// Holds back what tells of a signal until the signal is on disk, and with it all that comes behind: the order stays.
final class JournalGate<Item: Sendable>: Sendable {
    private struct State {
        var held: [(item: Item, signal: Int)] = []
        /// The number up to which all signals are on disk; all of them where no journal is kept, or none can be.
        var written = 0
        /// The number of the newest signal among the items.
        var newest = 0
    }

    /// The most that is held back while a disk stands still: beyond, all goes, as where it is full.
    static var heldMax: Int { 10_000 }

    private let state = Mutex(State())
    private let pass: @Sendable (Item) -> Void

    /// - Parameter pass: takes what may go; called by one at a time.
    init(_ pass: @escaping @Sendable (Item) -> Void) { self.pass = pass }

    /// Takes in the next item; one of a signal with its number.
    func take(_ item: Item, signal number: Int? = nil) {
        state.withLock { state in
            state.newest = max(state.newest, number ?? 0)
            if state.held.isEmpty, state.newest <= state.written {
                pass(item)
            } else {
                state.held.append((item, state.newest))
                if state.held.count > Self.heldMax { release(&state, upTo: state.newest) }
            }
        }
    }

    /// All signals up to this number are on disk; with trouble, those that cannot get there are shown all the same, as they
    /// are on the screen.
    func written(upTo number: Int, hasTrouble: Bool) {
        state.withLock { state in release(&state, upTo: hasTrouble ? max(number, state.newest) : number) }
    }

    /// Holds nothing back, now or later: there is no journal.
    func open() { written(upTo: .max, hasTrouble: false) }

    private func release(_ state: inout State, upTo number: Int) {
        state.written = max(state.written, number)
        let count = state.held.firstIndex { $0.signal > state.written } ?? state.held.count
        for held in state.held.prefix(count) { pass(held.item) }
        state.held.removeFirst(count)
    }
}
