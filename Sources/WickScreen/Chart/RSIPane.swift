import WickStrategy

/// The RSI under the volumes, to the quarter of a row, with the bands that the strategy asks for.
enum RSIPane {
    static func draw(_ frame: ChartFrame, _ bounds: ReadingScale, _ signs: SignSet, on grid: inout Grid) {
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
        // The upper ones first: where two share a row, the first one is named.
        let (upper, lower) = (bounds.rsiLong.upperBound, bounds.rsiShort.lowerBound)
        let bands = frame.rsiRows < 6 ? [upper, lower] : [upper, bounds.rsiLong.lowerBound, lower]
        for band in bands {
            let row = top + scale.row(of: band)
            guard grid[row, frame.axis].scalar == " " else { continue }
            for column in 0..<frame.columns { grid.putOnBlank("┈", .faint, row: row, column: column) }
            let name = (band == bands.first ? "RSI " : "") + NumberText.trimmed(band, digitsMax: 1)
            grid.put(StyledText("┤\(name)", .faint), row: row, column: frame.axis)
        }
    }
}
