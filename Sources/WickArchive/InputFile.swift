import Glibc

/// An open regular file, read at any place; closed when the last owner lets go of it.
final class InputFile {
    /// The path, as it was given.
    let path: String
    /// The length in bytes when it was opened.
    let size: Int64
    /// The bytes read so far, for showing how far one is.
    private(set) var bytesRead: Int64 = 0
    private let descriptor: Int32

    init(path: String) throws(ArchiveError) {
        self.path = path
        // Without O_NONBLOCK a named pipe would hold the program until somebody writes to it.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw ArchiveError(errno: errno, path: path) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let code = errno
            close(descriptor)
            throw ArchiveError(errno: code, path: path)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .unreadable(path: path, reason: "not a regular file")
        }
        size = Int64(status.st_size)
    }

    deinit { close(descriptor) }

    /// Fills `buffer` from `offset` on, and says how many bytes there were: fewer only at the file's end.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(ArchiveError) -> Int {
        var filled = 0
        while filled < buffer.count, let base = buffer.baseAddress {
            let count = pread(descriptor, base + filled, buffer.count - filled, off_t(offset) + off_t(filled))
            if count < 0 {
                if errno == EINTR { continue }
                throw ArchiveError(errno: errno, path: path)
            }
            if count == 0 { break }
            filled += count
        }
        bytesRead += Int64(filled)
        return filled
    }

    /// The `count` bytes from `offset` on, or `nil` if the file does not have them.
    func bytes(at offset: Int64, count: Int) throws(ArchiveError) -> [UInt8]? {
        guard offset >= 0, count >= 0, offset <= size - Int64(count) else { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        var result: Result<Int, ArchiveError> = .success(0)
        bytes.withUnsafeMutableBytes { buffer in
            do throws(ArchiveError) {
                result = .success(try read(into: buffer, at: offset))
            } catch { result = .failure(error) }
        }
        return try result.get() == count ? bytes : nil
    }
}

extension ArchiveError {
    /// What the system said when it refused `path`.
    init(errno code: Int32, path: String) {
        self =
            code == ENOENT || code == ENOTDIR
            ? .missing(path: path) : .unreadable(path: path, reason: String(cString: strerror(code)))
    }
}
