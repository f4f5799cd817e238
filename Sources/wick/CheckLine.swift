import WickMarket

/// What one step of `wick check` found.
struct CheckLine: Equatable, Sendable, CustomStringConvertible {
    enum Verdict: String, Sendable {
        case ok
        /// Worth knowing, and no hindrance.
        case note
        /// It hinders watching.
        case failed = "FAILED"
    }

    /// What was looked at, in a word or two.
    var topic: String
    var verdict: Verdict
    /// What was found; for a failure also what to do about it.
    var text: String

    init(_ topic: String, _ verdict: Verdict, _ text: String) {
        (self.topic, self.verdict, self.text) = (topic, verdict, text)
    }

    var description: String {
        let head = "\(topic):"
        return head + String(repeating: " ", count: max(1, 15 - head.count)) + "\(verdict.rawValue): \(text.harmless())"
    }
}
