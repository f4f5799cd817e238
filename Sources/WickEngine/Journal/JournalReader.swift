import Glibc

/// Reads a journal with the files that were put aside, oldest first, line by line.
public struct JournalReader: ~Copyable {
    /// A line that came out of it.
    public enum Item: Sendable {
        /// A record, and the line as it stands there, without its end.
        case record(JournalLine, text: [UInt8])
        /// A line that is none.
        case damaged
    }

    /// The longest line that is read; a longer one counts as damaged.
    private static let lineBytesMax = 1 << 16
    private static let chunkBytes = 1 << 18

    private var paths: ArraySlice<String>
    private var descriptor: Int32 = -1
    private var chunk = [UInt8](repeating: 0, count: chunkBytes)
    private var place = 0, end = 0
    private var line: [UInt8] = []
    private var isTooLong = false

    /// - Parameter path: of the newest file; that it is not there is no error: then nobody has had a signal yet.
    public init(path: String) {
        var files: [String] = []
        while access("\(path).\(files.count + 1)", F_OK) == 0 { files.append("\(path).\(files.count + 1)") }
        paths = (files + [path])[...]
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The next line that is not empty, or `nil` after the last.
    /// - Throws: ``JournalError`` for a file that cannot be read.
    public mutating func next() throws(JournalError) -> Item? {
        while true {
            if place >= end {
                let hasMore = try fill()
                guard hasMore || !line.isEmpty || isTooLong else { return nil }
                // Behind the last line break of a file: a line that is being written, or was cut off.
                if !hasMore, let item = takeLine() { return item }
                if !hasMore { continue }
            }
            let stop = chunk[place..<end].firstIndex(of: UInt8(ascii: "\n"))
            keep(chunk[place..<(stop ?? end)])
            place = stop.map { $0 + 1 } ?? end
            if stop != nil, let item = takeLine() { return item }
        }
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        if line.count + bytes.count > Self.lineBytesMax { isTooLong = true }
        if !isTooLong { line += bytes }
    }

    private mutating func takeLine() -> Item? {
        defer {
            line.removeAll(keepingCapacity: true)
            isTooLong = false
        }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        if line.isEmpty, !isTooLong { return nil }
        do throws(JournalLine.Flaw) {
            if isTooLong { throw JournalLine.Flaw() }
            return .record(try JournalLine(line), text: line)
        } catch {
            return .damaged
        }
    }

    /// - Returns: `false` at the end of the last file.
    private mutating func fill() throws(JournalError) -> Bool {
        while true {
            if descriptor < 0 {
                guard line.isEmpty, !isTooLong, let path = paths.first else { return false }
                descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
                if descriptor < 0, errno == ENOENT {
                    paths.removeFirst()
                    continue
                }
                guard descriptor >= 0 else { throw failure(path) }
            }
            let count = read(descriptor, &chunk, chunk.count)
            if count > 0 {
                (place, end) = (0, count)
                return true
            }
            if count < 0, errno == EINTR { continue }
            let path = paths.first ?? ""
            if count < 0 { throw failure(path) }
            close(descriptor)
            descriptor = -1
            paths.removeFirst()
        }
    }

    private mutating func failure(_ path: String) -> JournalError {
        let reason = SystemError(errno).description
        paths = []
        return JournalError(path: path, reason: reason)
    }
}
