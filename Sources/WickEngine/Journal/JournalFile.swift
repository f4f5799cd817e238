import Glibc

/// The file of a journal: takes whole batches of lines or nothing, and is followed by a new one when it is large.
///
/// Each batch is written under a lock of the file, so that several processes may share it. A file that is large is renamed
/// to `PATH.1`, the next one to `PATH.2` and so on: the higher the number the newer, and `PATH` is the newest.
///
/// What a batch leaves after a failure is cut off again, so that the file always ends with a whole line, and the batch is
/// written anew. That is so above all when the disk refuses to sync: the system then forgets what it could not write and
/// would report the next sync as a success, so only bytes that are written again can be trusted to get there.
struct JournalFile {
    /// Bytes behind the last line break, as a crash leaves them.
    struct TornLine: Equatable {
        /// How many.
        var bytes: Int
        /// The file that they were added to.
        var keptIn: String
    }

    let path: String
    /// What was found, and moved elsewhere, since this was asked last.
    private(set) var torn: TornLine?

    private let bytesMax: Int64
    private let calls: FileCalls
    private var descriptor: Int32

    /// The longest line that is looked for behind the last line break; more is cut off all the same.
    private static let tornBytesMax = 1 << 20
    /// How often a line that still grows is looked at; then it is left as it is.
    private static let looksMax = 4

    /// Opens or makes the file, with its folder, for this user alone.
    init(path: String, bytesMax: Int64, calls: FileCalls = FileCalls()) throws(SystemError) {
        (self.path, self.bytesMax, self.calls) = (path, bytesMax, calls)
        descriptor = try PrivateFile.openToAppend(path)
        var failure: SystemError?
        do throws(SystemError) { try underLock { file throws(SystemError) in try file.setTornLineAside() } } catch {
            failure = error
        }
        // A disk without room for the torn line now may have it later.
        if let failure, failure.number != ENOSPC, failure.number != EDQUOT {
            Glibc.close(descriptor)
            throw failure
        }
    }

    /// Writes lines to the end of the file, and to the disk.
    mutating func append(_ lines: [UInt8]) throws(SystemError) {
        if lines.isEmpty { return }
        try underLock { file throws(SystemError) in
            try file.setTornLineAside()
            let size = file.size
            do throws(SystemError) {
                try file.write(lines, to: file.descriptor)
                try file.sync(file.descriptor)
            } catch {
                // On a full disk cutting off is possible; should it fail, the next batch finds a torn line.
                ftruncate(file.descriptor, size)
                throw error
            }
            if file.size > file.bytesMax { file.putAside() }
        }
    }

    /// What was set aside since this was asked last.
    mutating func takeTornLine() -> TornLine? {
        defer { torn = nil }
        return torn
    }

    mutating func close() {
        Glibc.close(descriptor)
        descriptor = -1
    }

    // MARK: Parts

    private var size: off_t { max(0, lseek(descriptor, 0, SEEK_END)) }

    /// Locks the file that the path leads to, which another process may have put aside meanwhile.
    private mutating func underLock(_ work: (inout JournalFile) throws(SystemError) -> Void) throws(SystemError) {
        while true {
            // A file system without locks: as without other processes.
            while flock(descriptor, LOCK_EX) != 0 { guard errno == EINTR else { break } }
            var (here, there) = (stat(), stat())
            let isThere = stat(path, &there) == 0 && fstat(descriptor, &here) == 0
            if isThere, here.st_ino == there.st_ino, here.st_dev == there.st_dev { break }
            let next = try PrivateFile.openToAppend(path)
            Glibc.close(descriptor)
            descriptor = next
            syncFolder()
        }
        defer { flock(descriptor, LOCK_UN) }
        try work(&self)
    }

    private func write(_ bytes: some Collection<UInt8>, to descriptor: Int32) throws(SystemError) {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { calls.write(descriptor, $0) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw SystemError(errno)
            }
        }
    }

    private func sync(_ descriptor: Int32) throws(SystemError) {
        // EINVAL: a pipe or a device, which has no disk.
        if calls.sync(descriptor) != 0, errno != EINVAL { throw SystemError(errno) }
    }

    /// Moves what stands behind the last line break to a file of its own: it is no record, and the next line must not
    /// continue it.
    private mutating func setTornLineAside() throws(SystemError) {
        // One that takes no lock may be in the midst of its line: what has grown meanwhile is looked at anew.
        for _ in 0..<Self.looksMax {
            let size = size
            let bytes = try tornLine(upTo: size)
            if bytes.isEmpty { return }
            let aside = path + ".torn"
            let other = try PrivateFile.openToAppend(aside)
            defer { Glibc.close(other) }
            let sizeBefore = max(0, lseek(other, 0, SEEK_END))
            try write(bytes + [UInt8(ascii: "\n")], to: other)
            try sync(other)
            if self.size == size {
                guard ftruncate(descriptor, size - off_t(bytes.count)) == 0 else { throw SystemError(errno) }
                torn = TornLine(bytes: bytes.count, keptIn: aside)
                return
            }
            ftruncate(other, sizeBefore)
        }
    }

    /// What stands behind the last line break of the file's first `size` bytes.
    private func tornLine(upTo size: off_t) throws(SystemError) -> ArraySlice<UInt8> {
        var last: UInt8 = 0
        guard size > 0, pread(descriptor, &last, 1, size - 1) == 1, last != UInt8(ascii: "\n") else { return [] }
        var tail = [UInt8](repeating: 0, count: Int(min(size, off_t(Self.tornBytesMax))))
        let count = pread(descriptor, &tail, tail.count, size - off_t(tail.count))
        guard count == tail.count else { throw SystemError(count < 0 ? errno : EIO) }
        return tail[(tail.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0)...]
    }

    /// Gives the file its number; the next batch makes a new one. If that fails this one grows on.
    private func putAside() {
        var number = 1
        while access("\(path).\(number)", F_OK) == 0 { number += 1 }
        if rename(path, "\(path).\(number)") == 0 { syncFolder() }
    }

    /// A file is only there after a crash if its folder's entry is on the disk, too.
    private func syncFolder() {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let descriptor = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }  // A folder that may not be read: the system syncs it in its own time.
        fsync(descriptor)
        Glibc.close(descriptor)
    }
}
