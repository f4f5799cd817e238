extension ValueType {
    /// A value of that type, or null for none.
    static func orNull<Wrapped>(_ type: ValueType<Wrapped>) -> Self where Value == Wrapped? {
        Self(allowed: type.allowed + ", or null", write: { $0.map(type.write) ?? "null" }) { node, subject, mistakes in
            node.isNull ? .some(nil) : type.read(node, subject, &mistakes).map(Optional.some)
        }
    }

    /// A list of 1 to `max` values of that type, none of them twice.
    static func list<Element: Hashable>(of type: ValueType<Element>, max: Int) -> Self where Value == [Element] {
        Self(
            allowed: "a list of 1 to \(max), each \(type.allowed)",
            write: { "[\($0.map(type.write).joined(separator: ", "))]" }
        ) { node, subject, mistakes in
            guard case .list(let nodes) = node.content else {
                guard !node.isUnusable else { return nil }
                let problem = ValueProblem(node.isNull ? "has no value" : "is not a list")
                mistakes.add(line: node.line, subject.text(problem))
                return nil
            }
            guard !nodes.isEmpty, nodes.count <= max else {
                mistakes.add(line: node.line, subject.text(ValueProblem("has \(nodes.count) entries")))
                return nil
            }
            return type.distinct(nodes, of: subject.name, &mistakes)
        }
    }
}

extension ValueType where Value: Hashable {
    /// The values of the nodes; `nil` if there is a mistake, which is noted.
    fileprivate func distinct(_ nodes: [Node], of list: String, _ mistakes: inout Mistakes) -> [Value]? {
        var (values, lines): ([Value], [Value: Int]) = ([], [:])
        let subject = Subject(name: list + " entry", allowed: allowed)
        for node in nodes {
            guard let value = read(node, subject, &mistakes) else { continue }
            if let first = lines[value] {
                mistakes.add(
                    line: node.line,
                    "\(write(value).quoted) stands twice in \(list), first on line \(first). Keep one of them.")
            } else {
                lines[value] = node.line
                values.append(value)
            }
        }
        return values.count == nodes.count ? values : nil
    }
}
