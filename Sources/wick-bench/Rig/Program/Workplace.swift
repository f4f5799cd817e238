import Glibc

/// A temporary folder, and what a `wick` that keeps its files there is started with.
struct Workplace {
    let path: String

    init() throws {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/wick-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw BenchmarkError("no temporary folder in \(parent)") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The environment of a program that runs here.
    var environment: [String] {
        [
            "PATH=/usr/bin:/bin", "HOME=\(path)", "XDG_STATE_HOME=\(path)/state", "XDG_CONFIG_HOME=\(path)/config",
            "TERM=xterm-256color", "LANG=C.UTF-8",
        ]
    }

    /// Writes a configuration that connects to `server`, and returns its path.
    func configuration(for market: Market, on server: ExchangeServer) throws -> String {
        let text = """
            exchange: binance
            symbols: [\(market.keys.map(\.symbol.name).joined(separator: ", "))]
            ws_base_url: ws://127.0.0.1:\(server.port)
            rest_base_url: http://127.0.0.1:\(server.port)
            advanced:
              buffer_size: \(max(50, market.historyCount))

            """
        let file = "\(path)/live.yaml"
        guard let out = fopen(file, "w") else { throw BenchmarkError("\(file) cannot be written") }
        defer { fclose(out) }
        guard fputs(text, out) >= 0 else { throw BenchmarkError("\(file) cannot be written") }
        return file
    }

    func remove() { Self.remove(path) }

    private static func remove(_ path: String) {
        // A link is removed, and not followed.
        guard unlink(path) != 0, let folder = opendir(path) else { return }
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { remove("\(path)/\(name)") }
        }
        closedir(folder)
        rmdir(path)
    }
}
