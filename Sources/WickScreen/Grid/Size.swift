/// The size of a terminal or of a part of it, in character cells; never negative.
public struct Size: Equatable, Sendable {
    /// The number of columns and of rows, each 0 or more.
    public let columns, rows: Int

    /// A size; negative numbers count as 0.
    public init(columns: Int, rows: Int) {
        (self.columns, self.rows) = (max(0, columns), max(0, rows))
    }
}
