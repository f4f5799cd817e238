import WickMarket

/// Reads a recording from its first file on to the last, entry by entry.
///
/// Only whole blocks are read, whose checksums are right: what is given is what was written. After an error there are no
/// more entries.
public final class RecordingReader {
    /// How a recording ended.
    public enum Ending: Equatable, Sendable {
        /// With the end of its last file.
        case whole
        /// In the middle of a block of its last file, as after a crash: the bytes from this place on are lost.
        case torn(path: String, from: Int64, bytes: Int64)
    }

    /// What the first file says at its beginning.
    public let header: RecordingHeader
    /// How it ended; `nil` before that is known.
    public private(set) var ending: Ending?
    /// The bytes read so far, and those of all files, as far as they are known.
    public private(set) var bytesRead: Int64 = 0
    public let bytesInAll: Int64

    private let firstPath: String
    private var part = 0
    private var blocks: RecordingBlocks
    private var parser = EntryParser([])

    /// Opens the first file of a recording.
    /// - Throws: ``ArchiveError/notRecording(path:)`` if it begins otherwise, and what opening a file can.
    public init(path: String) throws(ArchiveError) {
        firstPath = path
        blocks = try RecordingBlocks(path: path)
        header = try blocks.header()
        guard header.part == 0 else { throw .laterPart(path: path, part: header.part) }
        var bytes = blocks.size
        var next = 1
        while let size = try RecordingBlocks.size(of: RecordingFile.path(path, part: next)) {
            bytes += size
            next += 1
        }
        bytesInAll = bytes
    }

    /// Whether a file begins as a recording does, of whatever version.
    public static func isRecording(_ path: String) -> Bool {
        do throws(ArchiveError) {
            _ = try RecordingBlocks(path: path).header()
            return true
        } catch {
            if case .newerRecording = error { return true }
            return false
        }
    }

    /// The next entry, or `nil` after the last one: ``ending`` then says how it ended.
    /// - Throws: ``ArchiveError/damagedRecording(path:offset:detail:)`` for what is neither whole nor just cut off.
    public func next() throws(ArchiveError) -> RecordingEntry? {
        while ending == nil {
            do throws(EntryParser.Flaw) {
                if let entry = try parser.next() { return entry }
            } catch {
                ending = .whole
                throw .damagedRecording(path: blocks.path, offset: blocks.offset, detail: "an entry is malformed")
            }
            try readBlock()
        }
        return nil
    }

    private func readBlock() throws(ArchiveError) {
        let start = blocks.offset
        do throws(ArchiveError) {
            if let bytes = try blocks.next() {
                parser = EntryParser(bytes)
            } else if !(try openNextFile()) {
                ending = .whole
            }
            bytesRead += blocks.offset - start
        } catch {
            guard case .truncated = error, try RecordingBlocks.size(of: nextPath) == nil else {
                ending = .whole
                if case .truncated = error {
                    throw .damagedRecording(
                        path: blocks.path, offset: start, detail: "it is cut off, and goes on in the next file")
                }
                throw error
            }
            ending = .torn(path: blocks.path, from: start, bytes: blocks.size - start)
        }
    }

    private var nextPath: String { RecordingFile.path(firstPath, part: part + 1) }

    private func openNextFile() throws(ArchiveError) -> Bool {
        guard try RecordingBlocks.size(of: nextPath) != nil else { return false }
        let next = try RecordingBlocks(path: nextPath)
        let found: RecordingHeader
        do throws(ArchiveError) {
            found = try next.header()
        } catch {
            // A crash may come between a file's making and its first block.
            guard next.size == 0 else { throw error }
            ending = .torn(path: nextPath, from: 0, bytes: 0)
            return true
        }
        // Another recording of a longer name: `a` and `a.1`.
        guard found.identity == header.identity, found.part == part + 1 else { return false }
        (blocks, part) = (next, part + 1)
        parser = EntryParser([])
        return true
    }
}
