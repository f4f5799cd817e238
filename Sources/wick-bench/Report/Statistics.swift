/// Orders of values.
enum Statistics {
    /// The middle of ascending values, at least one.
    static func median(_ sorted: [Double]) -> Double {
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// The value that `part` (0 to 1) of ascending values do not exceed, at least one.
    static func percentile(_ sorted: [Double], _ part: Double) -> Double {
        let rank = Int((part * Double(sorted.count)).rounded(.up))
        return sorted[min(max(rank, 1), sorted.count) - 1]
    }
}
