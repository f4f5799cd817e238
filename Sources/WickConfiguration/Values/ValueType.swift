/// What may stand for a key, how to read it, and how to write it.
struct ValueType<Value: Sendable>: Sendable {
    /// What may stand there, in words: `a number from 0.1 to 3600`.
    let allowed: String
    /// The value as the file has it: `30`, `[BTCUSDT]`, `null`.
    let write: @Sendable (Value) -> String
    /// The value that stands there; `nil` if there is a mistake, which is noted under the subject's name.
    let read: @Sendable (Node, Subject, inout Mistakes) -> Value?

    init(
        allowed: String, write: @escaping @Sendable (Value) -> String,
        read: @escaping @Sendable (Node, Subject, inout Mistakes) -> Value?
    ) {
        (self.allowed, self.write, self.read) = (allowed, write, read)
    }

    /// A type whose values are single words or numbers.
    init(
        allowed: String, write: @escaping @Sendable (Value) -> String,
        scalar: @escaping @Sendable (Node) throws(ValueProblem) -> Value
    ) {
        self.init(allowed: allowed, write: write) { node, subject, mistakes in
            guard !node.isUnusable else { return nil }
            do throws(ValueProblem) {
                return try scalar(node)
            } catch {
                mistakes.add(line: node.line, subject.text(error))
                return nil
            }
        }
    }
}
