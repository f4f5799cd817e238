import Glibc

/// The file of all signals: append-only, one JSON object a line, on disk before a signal is shown.
///
/// Several processes may append to one file: each batch is one write at the end of it.
public final class SignalJournal: Sendable {
    /// The path of the file.
    public let path: String

    private let writer: LineWriter

    /// Opens or makes the file, with its folder, for this user alone.
    ///
    /// A last line that a crash cut off is ended, so that the next one stands by itself.
    /// - Parameter path: the file.
    /// - Parameter onWritten: called on the journal's thread with the number up to which all records are on disk, and
    ///   with what went wrong, in words, if something did. It must be brief, and must not append.
    /// - Throws: ``JournalError``.
    public init(
        path: String, onWritten: @escaping @Sendable (_ upTo: Int, _ trouble: String?) -> Void
    ) throws(JournalError) {
        self.path = path
        let descriptor: Int32
        do throws(SystemError) {
            descriptor = try PrivateFile.openToAppend(path)
        } catch {
            throw JournalError(path: path, reason: error.description)
        }
        writer = LineWriter(
            descriptor: descriptor, name: "journal", syncs: true, closesAtEnd: true, onWritten: onWritten)
        if Self.endsInMiddleOfLine(descriptor) { writer.append([UInt8(ascii: "\n")]) }
    }

    /// Adds a record. It does not wait for the disk.
    public func append(_ record: SignalRecord) {
        writer.append(OutputLine.signal(record, .jsonl), number: record.number)
    }

    /// Waits until all records are on disk, or have failed to get there.
    ///
    /// - Parameter patience: how long to wait at most; `nil` is as long as it takes.
    /// - Returns: whether one of both came in time.
    @discardableResult
    public func flush(within patience: Duration? = nil) -> Bool { writer.flush(within: patience) }

    private static func endsInMiddleOfLine(_ descriptor: Int32) -> Bool {
        let size = lseek(descriptor, 0, SEEK_END)
        guard size > 0 else { return false }
        var last: UInt8 = 0
        return pread(descriptor, &last, 1, size - 1) == 1 && last != UInt8(ascii: "\n")
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
