/// What is wrong with a single value.
struct ValueProblem: Error {
    /// What is wrong, to stand behind the key's name: `'abc' is not a number`.
    let what: String
    /// What to do, where that is more than giving one of the values that the key may have: a whole sentence.
    let remedy: String?

    init(_ what: String, remedy: String? = nil) { (self.what, self.remedy) = (what, remedy) }

    /// The mistake's text for a key that may have `allowed`; the name is empty where the
    /// mistake is named after it already.
    func text(name: String, allowed: String) -> String {
        let subject = name.isEmpty ? "" : name.printable + " "
        return "\(subject)\(what). \(remedy ?? "Use \(allowed).")"
    }
}
