import Glibc

/// The files of a recording, written block by block: `PATH`, then `PATH.1`, `PATH.2` and so on, each of them new and for
/// this user alone.
struct RecordingFile {
    /// The path of a part of a recording.
    static func path(_ first: String, part: Int) -> String { part == 0 ? first : "\(first).\(part)" }

    private let firstPath: String
    private let bytesMax: Int64
    private var header: RecordingHeader
    private var descriptor: Int32
    private var fileBytes: Int64 = 0
    /// What the disk had no room for yet: the rest of a block, which must come first.
    private var unwritten: ArraySlice<UInt8> = []
    private var isUnsynced = false
    /// The bytes written, of all files.
    private(set) var bytesWritten: Int64 = 0

    /// Makes the first file and writes its header.
    /// - Throws: ``ArchiveError/unwritable(path:reason:)``, also if there is a file of this name: none is overwritten.
    init(path: String, header: RecordingHeader, bytesMax: Int64) throws(ArchiveError) {
        (firstPath, self.header, self.bytesMax) = (path, header, bytesMax)
        descriptor = try Self.create(path)
        if let trouble = writeHeader() {
            Glibc.close(descriptor)
            throw .unwritable(path: path, reason: trouble)
        }
    }

    /// The file that is written to.
    var path: String { Self.path(firstPath, part: header.part) }

    /// Whether there is nothing that must be written before a new block.
    var isReady: Bool { unwritten.isEmpty }

    /// Writes a block; first what is left of the one before.
    /// - Returns: what hinders it, in words. What could not be written is kept.
    mutating func write(_ block: [UInt8]) -> String? {
        if let trouble = writeRest() { return trouble }
        if block.isEmpty { return nil }
        // Without a next file this one grows on: nothing is lost for that.
        let trouble = fileBytes >= bytesMax ? startNextFile() : nil
        return append(block) ?? trouble
    }

    /// Writes what is left of a block, if anything.
    mutating func writeRest() -> String? { push() }

    /// Forces what was written to the disk.
    ///
    /// After a failure the system may have dropped what it could not write, and says so once: it is told, for the part of
    /// the file written since the last success may be missing after the machine's next crash.
    mutating func sync() -> String? {
        guard isUnsynced else { return nil }
        isUnsynced = false
        return fdatasync(descriptor) == 0 || errno == EINVAL ? nil : Self.words(errno)
    }

    mutating func close() {
        Glibc.close(descriptor)
        descriptor = -1
    }

    // MARK: Parts

    private mutating func startNextFile() -> String? {
        _ = sync()
        let next = Self.path(firstPath, part: header.part + 1)
        do throws(ArchiveError) {
            let opened = try Self.create(next)
            Glibc.close(descriptor)
            descriptor = opened
        } catch {
            return "\(error)"
        }
        header.part += 1
        fileBytes = 0
        return writeHeader()
    }

    private mutating func writeHeader() -> String? {
        var buffer = EntryBuffer()
        buffer.add(header)
        return append(buffer.bytes)
    }

    private mutating func append(_ block: [UInt8]) -> String? {
        guard let packed = BlockPacker.pack(block) else { return "zlib has no memory" }
        unwritten += packed
        return push()
    }

    private mutating func push() -> String? {
        while !unwritten.isEmpty {
            let count = unwritten.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                return Self.words(errno)
            }
            unwritten = unwritten.dropFirst(count)
            fileBytes += Int64(count)
            bytesWritten += Int64(count)
            isUnsynced = true
        }
        return nil
    }

    private static func create(_ path: String) throws(ArchiveError) -> Int32 {
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason = errno == EEXIST ? "there is a file of this name, and none is overwritten" : words(errno)
            throw .unwritable(path: path, reason: reason)
        }
        return descriptor
    }

    private static func words(_ number: Int32) -> String {
        number == ENOSPC || number == EDQUOT ? "the disk is full" : String(cString: strerror(number))
    }
}
