import Synchronization

/// Holds a signal's line back until the signal is on disk, and with it all lines behind: the order stays.
final class OutputGate: Sendable {
    private struct State {
        var held: [(bytes: [UInt8], signal: Int)] = []
        /// The number up to which all signals are on disk; all of them where no journal is kept, or none can be.
        var written = 0
        /// The number of the newest signal among the lines.
        var newest = 0
    }

    private let state = Mutex(State())
    private let write: @Sendable ([UInt8]) -> Void

    /// - Parameter write: takes the lines that may go; called by one at a time.
    init(_ write: @escaping @Sendable ([UInt8]) -> Void) { self.write = write }

    /// Takes in the next line; of a signal with its number.
    func take(_ bytes: [UInt8], signal number: Int? = nil) {
        state.withLock { state in
            state.newest = max(state.newest, number ?? 0)
            if state.held.isEmpty, state.newest <= state.written {
                write(bytes)
            } else {
                state.held.append((bytes, state.newest))
            }
        }
    }

    /// All signals up to this number are on disk; with trouble, those that cannot get there are shown all the same, as they
    /// are on the screen.
    func written(upTo number: Int, hasTrouble: Bool) {
        state.withLock { state in
            state.written = max(number, state.written, hasTrouble ? state.newest : 0)
            let count = state.held.firstIndex { $0.signal > state.written } ?? state.held.count
            for line in state.held.prefix(count) { write(line.bytes) }
            state.held.removeFirst(count)
        }
    }

    /// Holds nothing back, now or later: there is no journal.
    func open() { written(upTo: .max, hasTrouble: false) }
}
