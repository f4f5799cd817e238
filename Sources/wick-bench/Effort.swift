/// How much is done: enough for figures, or just enough for the checks of the results.
struct Effort {
    let isQuick: Bool
    /// The one part whose instructions are counted, by a program that watches this one.
    let countedPart: String?
    /// How often each figure is taken.
    let runs: Int

    /// One number for figures, another for checks.
    func choose(_ full: Int, quick: Int) -> Int { isQuick ? quick : full }
}
