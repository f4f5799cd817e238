import Glibc

extension KlineFile {
    /// The kline files that `paths` name: files as they are, and of folders every file with a kline name, however
    /// deep (links to folders are not followed). Sorted by symbol, timeframe and date; each path once.
    ///
    /// - Throws: ``ArchiveError/missing(path:)``, ``ArchiveError/unreadable(path:reason:)``,
    ///   ``ArchiveError/notKlineName(path:detail:)`` for a file named outright,
    ///   ``ArchiveError/noKlineFiles(path:)`` and ``ArchiveError/tooManyFiles(path:filesMax:)`` for a folder.
    public static func find(
        in paths: [String], limits: ArchiveLimits = ArchiveLimits()
    ) throws(ArchiveError) -> [KlineFile] {
        var found: Set<KlineFile> = []
        for path in paths {
            if try isFolder(path, following: true) {
                var search = FolderSearch(root: path, limits: limits)
                try search.visit(path, depth: 1)
                guard !search.found.isEmpty else { throw .noKlineFiles(path: path) }
                found.formUnion(search.found)
            } else {
                found.insert(try KlineFile(path: path))
            }
        }
        return found.sorted()
    }

    private static func isFolder(_ path: String, following: Bool) throws(ArchiveError) -> Bool {
        var status = stat()
        guard (following ? stat(path, &status) : lstat(path, &status)) == 0 else {
            throw ArchiveError(errno: errno, path: path)
        }
        return status.st_mode & S_IFMT == S_IFDIR
    }

    private struct FolderSearch {
        let root: String
        let limits: ArchiveLimits
        var found: [KlineFile] = []
        private var seen = 0

        init(root: String, limits: ArchiveLimits) { (self.root, self.limits) = (root, limits) }

        mutating func visit(_ folder: String, depth: Int) throws(ArchiveError) {
            for name in try names(in: folder) {
                seen += 1
                guard seen <= limits.filesMax else { throw .tooManyFiles(path: root, filesMax: limits.filesMax) }
                let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
                if try KlineFile.isFolder(path, following: false) {
                    guard depth < limits.depthMax else { throw .tooManyFiles(path: root, filesMax: limits.filesMax) }
                    try visit(path, depth: depth + 1)
                } else {
                    do throws(ArchiveError) { found.append(try KlineFile(path: path)) } catch {
                        continue  // other files may lie there too: READMEs, checksums
                    }
                }
            }
        }

        private func names(in folder: String) throws(ArchiveError) -> [String] {
            guard let stream = opendir(folder) else { throw ArchiveError(errno: errno, path: folder) }
            defer { closedir(stream) }
            var names: [String] = []
            while let entry = readdir(stream) {
                // By address: an entry is as long as its name, so that its `d_name` must not be copied whole.
                guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { continue }
                let bytes = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
                guard let name = String(validatingCString: bytes) else { continue }  // not UTF-8: no kline name
                guard name != ".", name != ".." else { continue }
                guard names.count < limits.filesMax else {
                    throw .tooManyFiles(path: root, filesMax: limits.filesMax)
                }
                names.append(name)
            }
            return names
        }
    }
}
