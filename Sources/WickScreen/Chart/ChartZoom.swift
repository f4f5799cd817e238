/// How many columns of a chart a candle takes, or how many candles share a column.
struct ChartZoom: Equatable {
    /// The columns of a point, the gap behind it included.
    let columnsPerPoint: Int
    /// The candles that a point takes together.
    let candlesPerPoint: Int

    /// From the nearest to the farthest.
    static let levels =
        [3, 2, 1].map { ChartZoom(columnsPerPoint: $0, candlesPerPoint: 1) }
        + [2, 3, 5, 10, 15, 30, 60].map { ChartZoom(columnsPerPoint: 1, candlesPerPoint: $0) }

    /// The level for a chart that nobody has zoomed: candles with gaps between them where there is room for enough of them.
    static func usual(columns: Int) -> Int { columns >= 60 ? 1 : 2 }

    /// A level for an index that may lie outside; `nil` asks for the usual one.
    static func level(_ index: Int?, columns: Int) -> ChartZoom {
        levels[min(max(index ?? usual(columns: columns), 0), levels.count - 1)]
    }

    /// The points that fit into so many columns.
    func points(in columns: Int) -> Int { max(1, columns / columnsPerPoint) }
}
