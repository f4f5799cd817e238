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

    private static func makeFolder(above path: String) throws(SystemError) {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
        let folder = String(path[..<slash])
        if access(folder, F_OK) == 0 { return }
        try makeFolder(above: folder)
        // Another process may have made it meanwhile.
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw SystemError(errno) }
    }
}
