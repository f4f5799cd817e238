/// A value of a configuration file, with the line it starts on.
struct Node: Equatable, Sendable {
    /// What stands there.
    enum Content: Equatable, Sendable {
        /// A single value; `isQuoted` tells `"30"` from `30`.
        case scalar(String, isQuoted: Bool)
        case list([Node])
        /// Keys in the order of the file, each once.
        case mapping([Entry])
        /// Something whose mistake has been noted already: there is no more to say about it.
        case unusable
    }

    /// A key of a mapping and its value.
    struct Entry: Equatable, Sendable {
        let key: String
        let line: Int
        let value: Node
    }

    /// The line, from 1; what an alias stands for has the line it was written on.
    let line: Int
    let content: Content
    /// The nodes in it, itself and every key included.
    let size: Int
    /// The levels of nesting below it.
    let height: Int

    init(line: Int, _ content: Content) {
        (self.line, self.content) = (line, content)
        switch content {
        case .scalar, .unusable:
            (size, height) = (1, 0)
        case .list(let nodes):
            size = nodes.reduce(1) { $0 + $1.size }
            height = 1 + (nodes.lazy.map(\.height).max() ?? 0)
        case .mapping(let entries):
            size = entries.reduce(1) { $0 + 1 + $1.value.size }
            height = 1 + (entries.lazy.map(\.value.height).max() ?? 0)
        }
    }

    /// Whether nothing stands there, or one of YAML's words for nothing.
    var isNull: Bool {
        if case .scalar(let text, isQuoted: false) = content {
            return ["", "~", "null", "Null", "NULL"].contains(text)
        }
        return false
    }

    /// Whether its mistake has been noted already.
    var isUnusable: Bool { content == .unusable }
}
