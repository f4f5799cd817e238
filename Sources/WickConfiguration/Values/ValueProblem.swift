/// What is wrong with a single value.
struct ValueProblem: Error {
    /// What is wrong, to stand behind the key's name: `'abc' is not a number`.
    let what: String
    /// What to do, where that is more than giving one of the values that the key may have: a whole sentence.
    let remedy: String?

    init(_ what: String, remedy: String? = nil) { (self.what, self.remedy) = (what, remedy) }
}
