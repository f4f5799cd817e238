extension ValueType where Value == SinkSettings {
    /// A command, a socket or a webhook; in a mapping also which records it is told.
    static let sink = Self(
        allowed: "[command, argument], unix:/path, https://host or {to: …, records: […]}",
        write: \.written, read: read)

    private static let names = ["to", "records"]

    @Sendable private static func read(
        _ node: Node, _ subject: Subject, _ mistakes: inout Mistakes
    ) -> SinkSettings? {
        guard case .mapping(let entries) = node.content else {
            return ValueType<SinkSettings.Target>.sinkTarget.read(node, subject, &mistakes).map { SinkSettings($0) }
        }
        if entries.count == 1, entries[0].key == "unix" {
            mistakes.add(line: node.line, "\(subject.name) has 'unix: ' with a blank. Write unix:/path.")
            return nil
        }
        let before = mistakes.count
        for entry in entries where !names.contains(entry.key) {
            let near = NearestName.suggestion(for: entry.key, among: names)
            mistakes.add(
                line: entry.line, "\(subject.name) has no key \(entry.key.quoted). Use \(names.alternatives).\(near)")
        }
        guard let to = entries.first(where: { $0.key == "to" }) else {
            mistakes.add(line: node.line, "\(subject.name) does not say where to. Write {to: …}.")
            return nil
        }
        let target = ValueType<SinkSettings.Target>.sinkTarget
        var sink = target.read(
            to.value, Subject(name: subject.name + " to", allowed: target.allowed), &mistakes
        ).map { SinkSettings($0) }
        if let records = entries.first(where: { $0.key == "records" }) {
            let type = ValueType<[SinkSettings.Record]>.list(of: .choice, max: SinkSettings.Record.allCases.count)
            let name = subject.name + " records"
            let kinds = type.read(records.value, Subject(name: name, allowed: type.allowed), &mistakes)
            if let kinds { sink?.records = kinds }
        }
        return mistakes.count == before ? sink : nil
    }
}

extension ValueType where Value == SinkSettings.Target {
    /// The most words of a command, and the longest path of a UNIX socket in bytes.
    private static var wordsMax: Int { 100 }
    private static var pathBytesMax: Int { 107 }

    fileprivate static let sinkTarget = Self(
        allowed: "[command, argument], unix:/path or https://host", write: \.written, read: read)

    @Sendable private static func read(
        _ node: Node, _ subject: Subject, _ mistakes: inout Mistakes
    ) -> SinkSettings.Target? {
        guard !node.isUnusable else { return nil }
        do throws(ValueProblem) {
            if case .list(let words) = node.content { return .command(try command(words)) }
            return try address(try node.scalar().text, allowsPlaintext: mistakes.allowsPlaintext)
        } catch {
            mistakes.add(line: node.line, subject.text(error))
            return nil
        }
    }

    private static func command(_ nodes: [Node]) throws(ValueProblem) -> [String] {
        guard (1...wordsMax).contains(nodes.count) else {
            throw ValueProblem("is a command of \(nodes.count) words", remedy: "Write 1 to \(wordsMax).")
        }
        var words: [String] = []
        for node in nodes {
            guard case .scalar(let word, isQuoted: _) = node.content else {
                throw ValueProblem("has something else than words in its command")
            }
            guard !word.contains("\0"), word.utf8.count <= 4096 else {
                throw ValueProblem("has a word in its command that is too long, or has a zero byte")
            }
            words.append(word)
        }
        guard !words[0].isEmpty else { throw ValueProblem("has a command without a name") }
        return words
    }

    private static func address(
        _ text: String, allowsPlaintext: Bool
    ) throws(ValueProblem) -> SinkSettings.Target {
        guard text.hasPrefix("unix:") else {
            if text.contains("://") {
                return .webhook(try BaseAddress.check(text, kind: .webhook, allowsPlaintext: allowsPlaintext))
            }
            throw ValueProblem("\(text.quoted) is none of what a sink can be")
        }
        let path = String(text.dropFirst("unix:".count))
        guard path.hasPrefix("/"), path.utf8.count <= pathBytesMax, path.printable == path else {
            let remedy = "Use unix: and a whole path of at most \(pathBytesMax) bytes."
            throw ValueProblem("\(text.quoted) names no socket", remedy: remedy)
        }
        return .socket(path)
    }
}

extension SinkSettings.Target {
    fileprivate var written: String {
        switch self {
        case .command(let words): "[\(words.joined(separator: ", "))]"
        case .socket(let path): "unix:\(path)"
        case .webhook(let url): url
        }
    }
}

extension SinkSettings {
    fileprivate var written: String {
        guard records.count < Record.allCases.count else { return target.written }
        return "{to: \(target.written), records: [\(records.map(\.rawValue).joined(separator: ", "))]}"
    }
}
