import Glibc

/// Reads small files.
enum FileReader {
    /// The file's bytes; of a larger file the first `SourceText.bytesMax` + 1, which the check of its size refuses.
    /// - Throws: the system's reason.
    static func read(_ path: String) throws(FileProblem) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw systemProblem() }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= SourceText.bytesMax {
            let count = Glibc.read(descriptor, &block, min(block.count, SourceText.bytesMax + 1 - bytes.count))
            if count == 0 { break }
            if count > 0 {
                bytes += block.prefix(count)
            } else if errno != EINTR {
                throw systemProblem()
            }
        }
        return bytes
    }

    private static func systemProblem() -> FileProblem {
        let code = errno
        return FileProblem(strerror(code).map { String(cString: $0) } ?? "error \(code)")
    }
}
