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
        try makeFolder(above: path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor < 0, errno == EEXIST { return false }
        guard descriptor >= 0 else { throw SystemError(errno) }
        do throws(SystemError) {
            try write(bytes, to: descriptor)
        } catch {
            close(descriptor)
            unlink(path)
            throw error
        }
        guard close(descriptor) == 0 else { throw SystemError(errno) }
        return true
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
