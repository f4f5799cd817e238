import Synchronization

/// The newest lines of wick's own log, for the screen. From any thread.
public final class LogTail: Sendable {
    /// The most lines that are kept; beyond, the oldest goes.
    public static let entriesMax = 500

    private let state = Mutex<(entries: [LogEntry], count: Int)>(([], 0))

    /// An empty log.
    public init() {}

    /// The lines that are kept, oldest first.
    public var entries: [LogEntry] { state.withLock(\.entries) }

    /// Adds a line, and numbers it.
    public func append(_ entry: LogEntry) {
        state.withLock { state in
            state.count += 1
            if state.entries.count == Self.entriesMax { state.entries.removeFirst() }
            state.entries.append(entry)
            state.entries[state.entries.count - 1].number = state.count
        }
    }
}
