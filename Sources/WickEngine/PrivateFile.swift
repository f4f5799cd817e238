import Glibc

/// Files that only this user may read, in folders that only this user may enter.
public enum PrivateFile {
    /// Opens a file to append to it; makes it, and the folders above it, where they are not there.
    public static func openToAppend(_ path: String) throws(SystemError) -> Int32 {
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex { try makeFolder(String(path[..<slash])) }
        let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemError(errno) }
        return descriptor
    }

    private static func makeFolder(_ path: String) throws(SystemError) {
        if access(path, F_OK) == 0 { return }
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex { try makeFolder(String(path[..<slash])) }
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw SystemError(errno) }
    }
}
