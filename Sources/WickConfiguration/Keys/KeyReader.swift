import WickScreen

/// Reads `keys`: which keys the screen's actions have instead of their own.
enum KeyReader {
    /// The most keys of one action.
    private static let keysMax = 20

    /// The map with what stands there; what has a mistake keeps its own keys.
    static func read(_ node: Node?, into mistakes: inout Mistakes) -> KeyMap {
        guard case .mapping(let entries) = node?.content else { return .standard }
        let names = KeyMap.standard.actions.map(\.name)
        var (wanted, lines): ([String: [Key]], [String: Int]) = ([:], [:])
        for entry in entries {
            guard names.contains(entry.key) else {
                mistakes.add(line: entry.line, unknown(entry.key, names))
                continue
            }
            guard let keys = keys(entry, into: &mistakes) else { continue }
            (wanted[entry.key], lines[entry.key]) = (keys, entry.value.line)
        }
        let conflicts = KeyMap.standard.conflicts(of: wanted)
        for conflict in conflicts {
            mistakes.add(
                line: lines[conflict.given],
                "keys.\(conflict.given) has the key \(conflict.key.name), which \(conflict.other) has."
                    + " Give one of them another key.")
        }
        return conflicts.isEmpty ? KeyMap.standard.rebound(wanted) : .standard
    }

    /// The keys that stand there; `nil` if there is a mistake.
    private static func keys(_ entry: Node.Entry, into mistakes: inout Mistakes) -> [Key]? {
        let subject = Subject(name: "keys.\(entry.key)", allowed: Key.names)
        let nodes: [Node]
        switch entry.value.content {
        case .unusable: return nil
        case .list(let list): nodes = list
        case .scalar, .mapping: nodes = entry.value.isNull ? [] : [entry.value]
        }
        guard nodes.count <= keysMax else {
            mistakes.add(line: entry.value.line, "keys.\(entry.key) has \(nodes.count) keys. Use at most \(keysMax).")
            return nil
        }
        var keys: [Key] = []
        for node in nodes {
            do throws(ValueProblem) {
                let name = try node.scalar().text
                guard let key = Key(name: name) else { throw ValueProblem("\(name.quoted) is no key") }
                if !keys.contains(key) { keys.append(key) }
            } catch {
                mistakes.add(line: node.line, subject.text(error))
            }
        }
        return keys
    }

    private static func unknown(_ name: String, _ names: [String]) -> String {
        let what = "keys has no action \(name.quoted)."
        guard let near = NearestName.of(name, among: names) else { return "\(what) README's table of keys names them." }
        return "\(what) Did you mean '\(near)'?"
    }
}
