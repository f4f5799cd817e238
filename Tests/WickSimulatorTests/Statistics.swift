/// Figures of number rows, for tests.
enum Statistics {
    /// Pearson's correlation of two rows of equal length, −1 to 1.
    static func correlation(_ left: [Double], _ right: [Double]) -> Double {
        let (leftMean, rightMean) = (mean(left), mean(right))
        let shared = zip(left, right).reduce(0) { $0 + ($1.0 - leftMean) * ($1.1 - rightMean) }
        let leftSpread = left.reduce(0) { $0 + ($1 - leftMean) * ($1 - leftMean) }
        let rightSpread = right.reduce(0) { $0 + ($1 - rightMean) * ($1 - rightMean) }
        return shared / (leftSpread * rightSpread).squareRoot()
    }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
}
