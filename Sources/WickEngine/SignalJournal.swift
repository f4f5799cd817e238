import Glibc

/// The file of all signals: append-only, one JSON object a line, on disk before a signal is shown.
public final class SignalJournal: Sendable {
    /// The path of the file.
    public let path: String

    private let descriptor: Int32
    private let writer: LineWriter

    /// Opens or makes the file, with its folder, for this user alone.
    ///
    /// A last line that a crash cut off is ended, so that the next one stands by itself.
    /// - Parameter onWritten: called on the journal's thread with the number of the newest record on disk, and with what
    ///   went wrong, if something did.
    /// - Throws: ``JournalError``.
    public init(
        path: String, onWritten: @escaping @Sendable (_ upTo: Int, _ trouble: String?) -> Void
    ) throws(JournalError) {
        self.path = path
        do throws(SystemError) {
            descriptor = try PrivateFile.openToAppend(path)
        } catch {
            throw JournalError(path: path, reason: error.description)
        }
        writer = LineWriter(descriptor: descriptor, name: "journal", syncs: true, onWritten: onWritten)
        if Self.endsInMiddleOfLine(descriptor) { writer.append([UInt8(ascii: "\n")]) }
    }

    deinit { close(descriptor) }

    /// Adds a record.
    public func append(_ record: SignalRecord) {
        writer.append(OutputLine.signal(record, .jsonl), number: record.number)
    }

    /// Waits until all records are on disk, or have failed to get there.
    public func flush() { writer.flush() }

    private static func endsInMiddleOfLine(_ descriptor: Int32) -> Bool {
        let size = lseek(descriptor, 0, SEEK_END)
        guard size > 0 else { return false }
        var last: UInt8 = 0
        return pread(descriptor, &last, 1, size - 1) == 1 && last != UInt8(ascii: "\n")
    }
}

/// The journal cannot be kept.
public struct JournalError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file or folder.
    public let path: String
    /// Why, in the system's words.
    public let reason: String

    public var description: String { "\(path): the signal journal cannot be opened: \(reason)" }
}
