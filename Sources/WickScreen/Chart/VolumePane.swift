/// The volumes under the candles, in eighths of a row.
enum VolumePane {
    static func draw(_ frame: ChartFrame, on grid: inout Grid) {
        let volumes = frame.points.map(\.candle.volume).filter(\.isFinite)
        guard frame.volumeRows > 0, let most = volumes.max(), most > 0 else { return }
        let bottom = frame.priceRows + frame.volumeRows - 1
        for (index, point) in frame.points.enumerated() {
            let role = IndicatorText.role(ofChange: point.candle.close - point.candle.open)
            let eighths = height(of: point.candle.volume, most: most, rows: frame.volumeRows)
            for row in 0..<frame.volumeRows {
                guard let sign = Self.sign(eighths - 8 * row) else { break }
                grid.put(StyledText(sign, role), row: bottom - row, column: frame.column(index))
            }
        }
        let amount = NumberText.compact(most)
        let full = StyledText("┤vol " + amount, .faint)
        let fits = frame.axis + full.width <= grid.size.columns
        grid.put(fits ? full : StyledText("┤" + amount, .faint), row: frame.priceRows, column: frame.axis)
    }

    /// The height of a bar in eighths of a row: the greatest volume fills the pane, any volume at all shows.
    static func height(of volume: Double, most: Double, rows: Int) -> Int {
        let eighths = volume / most * Double(8 * rows)
        guard eighths.isFinite, eighths > 0 else { return 0 }
        return min(max(1, Int(min(eighths, 1e6).rounded())), 8 * rows)
    }

    private static func sign(_ eighths: Int) -> String? { eighths <= 0 ? nil : blocks[min(eighths, 8) - 1] }

    private static let blocks = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
}
