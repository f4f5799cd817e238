/// One measured number.
struct Figure {
    /// What was measured, in words.
    let name: String
    /// The median of the runs.
    let value: Double
    let unit: String
    /// The lowest and the highest run; equal for what was measured once.
    let lowest, highest: Double

    /// The median of these runs, at least one.
    init(_ name: String, _ runs: [Double], _ unit: String) {
        let sorted = runs.sorted()
        (self.name, self.unit) = (name, unit)
        value = Statistics.median(sorted)
        (lowest, highest) = (sorted[0], sorted[sorted.count - 1])
    }
}
