/// A key of `live.yaml`: its name, what may stand for it, what it means, and the property that it sets.
///
/// Checking, the reference and the file that is shipped all come from one table of these.
struct ConfigurationKey: Sendable {
    /// The name with its section's: `advanced.buffer_size`.
    let name: String
    /// What may stand there, in words.
    let allowed: String
    /// What it means, in one sentence.
    let meaning: String
    /// The value in a configuration, as the file has it.
    let write: @Sendable (Configuration) -> String
    /// Reads the value into a configuration; false if there is a mistake, which is noted.
    let read: @Sendable (Node, inout Configuration, inout Mistakes) -> Bool

    /// The key that sets `property`.
    init<Value>(
        _ name: String, _ property: WritableKeyPath<Configuration, Value> & Sendable, _ type: ValueType<Value>,
        _ meaning: String
    ) {
        (self.name, self.allowed, self.meaning) = (name, type.allowed, meaning)
        write = { type.write($0[keyPath: property]) }
        let subject = Subject(name: name, allowed: type.allowed)
        read = { node, configuration, mistakes in
            guard let value = type.read(node, subject, &mistakes) else { return false }
            configuration[keyPath: property] = value
            return true
        }
    }

    /// A key whose value is a mapping that is read once all else is known.
    init(mapping name: String, allowed: String, _ meaning: String) {
        (self.name, self.allowed, self.meaning) = (name, allowed, meaning)
        write = { _ in "{}" }
        read = { node, _, mistakes in
            if case .mapping = node.content { return true }
            if node.isNull || node.isUnusable { return node.isNull }
            mistakes.add(
                line: node.line, "\(name) is not a mapping. Write names and values indented below it: \(allowed).")
            return false
        }
    }

    /// The section that the key stands in: `advanced`; empty at the top.
    var section: String { name.firstIndex(of: ".").map { String(name[..<$0]) } ?? "" }

    /// The name within its section: `buffer_size`.
    var shortName: String { section.isEmpty ? name : String(name.dropFirst(section.count + 1)) }
}
