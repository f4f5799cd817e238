/// The RSI under the volumes, to the quarter of a row, with the bands of the readouts' gauge.
enum RSIPane {
    /// Where lines are drawn, in units of the RSI.
    private static let bands = [75.0, 50, 25]

    static func draw(_ frame: ChartFrame, _ signs: SignSet, on grid: inout Grid) {
        guard frame.rsiRows > 0, let scale = PriceScale([0, 100], rows: frame.rsiRows) else { return }
        let top = frame.priceRows + frame.volumeRows
        for (index, point) in frame.points.enumerated() {
            guard let rsi = point.rsi, rsi.isFinite else { continue }
            let quarter = scale.quarter(of: rsi)
            for column in frame.columns(of: index) {
                let sign = ChartLine.sign(quarter: quarter, .rsiLine, signs)
                grid.put(StyledText(sign, .rsiLine), row: top + quarter / 4, column: column)
            }
        }
        for band in frame.rsiRows < 6 ? bands.filter({ $0 != 50 }) : bands {
            let row = top + scale.row(of: band)
            for column in 0..<frame.columns { grid.putOnBlank("┈", .faint, row: row, column: column) }
            grid.put(
                StyledText("┤\(band == bands.first ? "RSI " : "")\(Int(band))", .faint), row: row, column: frame.axis)
        }
    }
}
