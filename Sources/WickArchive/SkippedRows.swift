/// How many lines a merge passed over, and why.
public struct SkippedRows: Equatable, Sendable {
    /// Lines that are no candles.
    public internal(set) var flawed = 0
    /// Candles with the open time of the one before in their series.
    public internal(set) var repeated = 0
    /// Candles that open before the one before in their series.
    public internal(set) var outOfOrder = 0

    /// All of them.
    public var total: Int { flawed + repeated + outOfOrder }

    mutating func add(_ other: SkippedRows) {
        flawed += other.flawed
        repeated += other.repeated
        outOfOrder += other.outOfOrder
    }
}
