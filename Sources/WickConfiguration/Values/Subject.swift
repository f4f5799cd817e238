/// What a value is given for: how a message names it, and what may stand there.
struct Subject: Sendable {
    /// `advanced.buffer_size`; empty where the mistake is named after it already.
    let name: String
    /// What may stand there, in words: `a whole number from 50 to 5000`.
    let allowed: String

    /// The text of a mistake.
    func text(_ problem: ValueProblem) -> String {
        let start = name.isEmpty ? "" : name.printable + " "
        return "\(start)\(problem.what). \(problem.remedy ?? "Use \(allowed).")"
    }
}
