import Glibc

/// Files that only this user may read, in folders that only this user may enter.
public enum PrivateFile {
    /// Opens a file to append to it; makes it (0600), and the folders above it (0700), where they are not there. What is
    /// there already keeps its permissions.
    ///
    /// - Returns: a descriptor to read and append by, which is the caller's to close.
    /// - Throws: why the system refused.
    public static func openToAppend(_ path: String) throws(SystemError) -> Int32 {
        try makeFolder(above: path)
        let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemError(errno) }
        return descriptor
    }

    /// Writes a whole file that is not there yet (0600), and makes the folders above it (0700).
    ///
    /// - Returns: whether it was written; `false` where there is something of that name already, which is left alone.
    /// - Throws: why the system refused; nothing is left behind then.
    public static func writeNew(_ path: String, _ bytes: [UInt8]) throws(SystemError) -> Bool {
        try writeNew(path, bytes, syncs: false)
    }

    private static func writeNew(_ path: String, _ bytes: [UInt8], syncs: Bool) throws(SystemError) -> Bool {
        try makeFolder(above: path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor < 0, errno == EEXIST { return false }
        guard descriptor >= 0 else { throw SystemError(errno) }
        do throws(SystemError) {
            try write(bytes, to: descriptor)
            if syncs, fdatasync(descriptor) != 0 { throw SystemError(errno) }
        } catch {
            close(descriptor)
            unlink(path)
            throw error
        }
        guard close(descriptor) == 0 else { throw SystemError(errno) }
        return true
    }

    /// Writes a whole file in place of the one that is there, or anew (0600), by a file beside it that is then renamed:
    /// whoever reads meanwhile finds the one or the other whole. Waits for the disk. A link is followed.
    /// - Throws: why the system refused; what was there is unchanged then.
    public static func replace(_ path: String, _ bytes: [UInt8]) throws(SystemError) {
        try makeFolder(above: path)
        let target = try linkEnd(of: path)
        guard access(target, F_OK) != 0 || access(target, W_OK) == 0 else { throw SystemError(errno) }
        let part = target + ".\(getpid()).new"
        unlink(part)  // Left behind by a process of the same number, if it is there.
        guard try writeNew(part, bytes, syncs: true) else { throw SystemError.exists }
        guard rename(part, target) == 0 else {
            let number = errno
            unlink(part)
            throw SystemError(number)
        }
    }

    private static func linkEnd(of path: String) throws(SystemError) -> String {
        guard let real = realpath(path, nil) else {
            if errno == ENOENT { return path }
            throw SystemError(errno)
        }
        defer { free(real) }
        return String(cString: real)
    }

    /// The first bytes of a file.
    /// - Throws: why the system refused.
    public static func read(_ path: String, bytesMax: Int) throws(SystemError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw SystemError(errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        while bytes.count < bytesMax {
            let room = bytesMax - bytes.count
            var piece = [UInt8](repeating: 0, count: room)
            let count = piece.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, room) }
            if count == 0 { break }
            if count > 0 { bytes += piece.prefix(count) } else if errno != EINTR { throw SystemError(errno) }
        }
        return bytes
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 { done += count } else if errno != EINTR { throw SystemError(errno) }
        }
    }

    private static func makeFolder(above path: String) throws(SystemError) {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
        let folder = String(path[..<slash])
        if access(folder, F_OK) == 0 { return }
        try makeFolder(above: folder)
        // Another process may have made it meanwhile.
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw SystemError(errno) }
    }
}
