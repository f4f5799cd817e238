/// Builds nodes from libyaml's events, and notes what a configuration may not have: duplicate keys, merge keys, tags,
/// a second document.
///
/// An alias stands for a finished node only, so no node can hold itself.
struct NodeComposer {
    private let parser: YAMLParser
    private var anchors: [String: Node] = [:]
    private var nodesSeen = 0

    init(_ parser: YAMLParser) { self.parser = parser }

    /// The only document of the file, or `nil` if there is none.
    mutating func document(into mistakes: inout Mistakes) throws(NodeFailure) -> Node? {
        var root: Node?
        while true {
            let event = try parser.next()
            switch event.kind {
            case .streamStart, .documentEnd:
                continue
            case .documentStart:
                guard root == nil else {
                    mistakes.add(line: event.line, "a second document starts here. Use one document in a file.")
                    return root
                }
                root = try node(from: try parser.next(), depth: 1, into: &mistakes)
            case .alias, .scalar, .listStart, .listEnd, .mappingStart, .mappingEnd, .streamEnd:
                return root
            }
        }
    }

    private mutating func node(
        from event: YAMLEvent, depth: Int, into mistakes: inout Mistakes
    ) throws(NodeFailure) -> Node {
        guard depth <= NodeReader.depthMax else { throw tooDeep(event) }
        try count(1, at: event)
        let node: Node
        switch event.kind {
        case .alias:
            return try alias(event, depth: depth, into: &mistakes)
        case .scalar(let text, let isQuoted):
            node = Node(line: event.line, .scalar(text, isQuoted: isQuoted))
        case .listStart:
            node = Node(line: event.line, .list(try list(depth: depth, into: &mistakes)))
        case .mappingStart:
            node = Node(line: event.line, .mapping(try mapping(depth: depth, into: &mistakes)))
        case .streamStart, .streamEnd, .documentStart, .documentEnd, .listEnd, .mappingEnd:
            return Node(line: event.line, .unusable)  // libyaml never has one of these in a value's place.
        }
        let result = event.tag == nil ? node : Node(line: event.line, .unusable)
        if let tag = event.tag {
            mistakes.add(
                line: event.line, "the tag \(Self.written(tag).quoted) is not taken. Write the value without a tag.")
        }
        if let anchor = event.anchor { anchors[anchor] = result }
        return result
    }

    private mutating func list(depth: Int, into mistakes: inout Mistakes) throws(NodeFailure) -> [Node] {
        var nodes: [Node] = []
        while true {
            let event = try parser.next()
            if event.kind == .listEnd { return nodes }
            nodes.append(try node(from: event, depth: depth + 1, into: &mistakes))
        }
    }

    private mutating func mapping(depth: Int, into mistakes: inout Mistakes) throws(NodeFailure) -> [Node.Entry] {
        var entries: [Node.Entry] = []
        var lines: [String: Int] = [:]
        while true {
            let event = try parser.next()
            if event.kind == .mappingEnd { return entries }
            let key = try node(from: event, depth: depth + 1, into: &mistakes)
            let value = try node(from: try parser.next(), depth: depth + 1, into: &mistakes)
            guard let name = name(of: key, event: event, into: &mistakes) else { continue }
            if let first = lines[name] {
                mistakes.add(line: event.line, "\(name.quoted) stands twice, first on line \(first). Keep one of them.")
            } else {
                lines[name] = event.line
                entries.append(Node.Entry(key: name, line: event.line, value: value))
            }
        }
    }

    /// The key's name, or `nil` if it cannot be one, which is noted.
    private func name(of key: Node, event: YAMLEvent, into mistakes: inout Mistakes) -> String? {
        switch key.content {
        case .scalar("<<", isQuoted: false):
            mistakes.add(line: event.line, "merge keys ('<<') are not taken. Write the keys out.")
        case .scalar("", isQuoted: false):
            mistakes.add(line: event.line, "there is no key before ':'. Write the key's name.")
        case .scalar(let text, isQuoted: _):
            return text
        case .list, .mapping:
            mistakes.add(line: event.line, "a key cannot be a list or a mapping. Write the key's name.")
        case .unusable:
            break
        }
        return nil
    }

    private mutating func alias(
        _ event: YAMLEvent, depth: Int, into mistakes: inout Mistakes
    ) throws(NodeFailure) -> Node {
        guard let name = event.anchor, let target = anchors[name] else {
            let name = event.anchor ?? ""
            mistakes.add(
                line: event.line,
                "\("*\(name)".quoted) stands for nothing: no value above is named \("&\(name)".quoted). Write it out.")
            return Node(line: event.line, .unusable)
        }
        guard depth + target.height <= NodeReader.depthMax else { throw tooDeep(event) }
        try count(target.size - 1, at: event)
        return target
    }

    private mutating func count(_ nodes: Int, at event: YAMLEvent) throws(NodeFailure) {
        nodesSeen += nodes
        guard nodesSeen <= NodeReader.nodesMax else {
            throw NodeFailure(
                line: event.line,
                text: "the file has more than \(NodeReader.nodesMax) values, aliases written out. Use fewer.")
        }
    }

    /// A tag as files have it: `!!str`.
    private static func written(_ tag: String) -> String {
        let standard = "tag:yaml.org,2002:"
        return tag.hasPrefix(standard) ? "!!" + tag.dropFirst(standard.count) : tag
    }

    private func tooDeep(_ event: YAMLEvent) -> NodeFailure {
        NodeFailure(
            line: event.line,
            text: "lists and mappings are nested deeper than \(NodeReader.depthMax) levels. Use at most five.")
    }
}
