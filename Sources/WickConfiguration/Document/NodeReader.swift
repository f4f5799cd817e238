/// Reads a file's bytes to nodes: bounded in size, depth and number, whatever the bytes are.
enum NodeReader {
    /// The deepest nesting; a configuration needs five levels.
    static let depthMax = 32
    /// The most nodes, each alias counted as what it stands for. 3000 symbols with parameters of their own have fewer.
    static let nodesMax = 200_000

    /// The node of the file's document, or `nil` if it is empty or cannot be read; what is wrong is noted.
    static func read(_ bytes: [UInt8], as dialect: Dialect, into mistakes: inout Mistakes) -> Node? {
        SourceText.check(bytes, into: &mistakes)
        if dialect == .json, mistakes.isEmpty { JSONText.check(bytes, into: &mistakes) }
        guard mistakes.isEmpty else { return nil }
        do throws(NodeFailure) {
            var composer = NodeComposer(try YAMLParser(bytes))
            return try composer.document(into: &mistakes)
        } catch {
            let isTab = error.text.contains("cannot start any token") && isTabbed(line: error.line, of: bytes)
            mistakes.add(line: error.line, error.text + (isTab ? " Indent with spaces, not with tabs." : ""))
            return nil
        }
    }

    private static func isTabbed(line: Int, of bytes: [UInt8]) -> Bool {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: line, omittingEmptySubsequences: false)
        guard lines.indices.contains(line - 1) else { return false }
        return lines[line - 1].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.contains(
            UInt8(ascii: "\t"))
    }
}
