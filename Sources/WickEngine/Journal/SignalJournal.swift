import Dispatch
import Glibc
import Synchronization

/// The file of all signals: append-only, one JSON object a line, on disk before a signal is shown.
///
/// Several processes may append to one file. A batch that the disk refuses is tried again every second until there is room;
/// up to ``waitingBytesMax`` wait for that, some 40,000 signals, and those that are lost beyond it are counted in a line of
/// their own.
public final class SignalJournal: Sendable {
    /// The most bytes that wait for the disk.
    public static let waitingBytesMax = 16 << 20
    /// The size from which on the file is put aside, and a new one begun.
    public static let fileBytesMax: Int64 = 16 << 20

    /// The path of the file.
    public let path: String
    /// What was found at the start, in words: a last line that a crash cut off, which was put aside.
    public let finding: String?

    private let file: Mutex<JournalFile>
    private let queue: Mutex<JournalQueue>
    private let thread = DispatchQueue(label: "wick.journal")
    private let retryInterval: Duration
    private let onWritten: @Sendable (_ upTo: Int, _ trouble: String?) -> Void

    /// Opens or makes the file, with its folder, for this user alone.
    ///
    /// - Parameters:
    ///   - path: of the file that is appended to.
    ///   - fileBytesMax: a file of this size is put aside.
    ///   - onWritten: called on the journal's thread with the number up to which all records are on disk, and with what
    ///     went wrong, in words, if something did. It must be brief, and must not append.
    /// - Throws: ``JournalError``.
    public convenience init(
        path: String, fileBytesMax: Int64 = fileBytesMax,
        onWritten: @escaping @Sendable (_ upTo: Int, _ trouble: String?) -> Void
    ) throws(JournalError) {
        try self.init(
            path: path, fileBytesMax: fileBytesMax, waitingBytesMax: Self.waitingBytesMax, retryInterval: .seconds(1),
            calls: FileCalls(), onWritten: onWritten)
    }

    init(
        path: String, fileBytesMax: Int64, waitingBytesMax: Int, retryInterval: Duration, calls: FileCalls,
        onWritten: @escaping @Sendable (_ upTo: Int, _ trouble: String?) -> Void
    ) throws(JournalError) {
        (self.path, self.retryInterval, self.onWritten) = (path, retryInterval, onWritten)
        do throws(SystemError) {
            var file = try JournalFile(path: path, bytesMax: fileBytesMax, calls: calls)
            finding = file.takeTornLine().map {
                "\(path): its last line was cut off, as by a crash; the \($0.bytes) bytes of it are kept in \($0.keptIn)"
            }
            self.file = Mutex(file)
        } catch {
            throw JournalError(path: path, reason: error.description)
        }
        queue = Mutex(JournalQueue(bytesMax: waitingBytesMax))
    }

    deinit {
        // Every write under way holds the journal, so that nothing is left to write here.
        file.withLock { $0.close() }
    }

    /// Adds a record. It does not wait for the disk.
    public func append(_ record: SignalRecord) {
        let mustSchedule = queue.withLock { $0.add(OutputLine.signal(record, .jsonl), number: record.number) }
        if mustSchedule { thread.async { self.write() } }
    }

    /// Waits until all records are on disk, or have failed to get there.
    ///
    /// - Parameter patience: how long to wait at most; `nil` is as long as it takes.
    /// - Returns: whether one of both came in time.
    @discardableResult
    public func flush(within patience: Duration? = nil) -> Bool {
        thread.finish(within: patience) { self.write() }
    }

    // MARK: The journal's thread

    private func write() {
        while let batch = queue.withLock({ $0.next() }) {
            do throws(SystemError) {
                try append(batch.lines)
                queue.withLock { $0.written(batch) }
                onWritten(batch.number, nil)
            } catch {
                let (upTo, lost, mustRetry) = queue.withLock { ($0.writtenUpTo, $0.lostInAll, $0.failed()) }
                onWritten(upTo, error.words + (lost > 0 ? "; \(lost) signals are lost" : ""))
                if mustRetry { tryAgainLater() }
                return
            }
        }
    }

    private func append(_ lines: [UInt8]) throws(SystemError) {
        let result = file.withLock { file in
            Result { () throws(SystemError) in try file.append(lines) }
        }
        try result.get()
    }

    private func tryAgainLater() {
        thread.asyncAfter(deadline: .now() + retryInterval.dispatchInterval) { [weak self] in
            self?.queue.withLock { $0.retries() }
            self?.write()
        }
    }
}

/// The journal cannot be kept.
public struct JournalError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file.
    public let path: String
    /// Why, in the system's words.
    public let reason: String

    public var description: String { "\(path): the signal journal cannot be opened: \(reason)" }
}
