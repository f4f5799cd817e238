import WickEngine
import WickMarket

/// The candles of a chart with what belongs to their prices.
struct PricePane {
    /// Where a price lies, from ``top`` on.
    let scale: PriceScale
    /// The first row of the scale; above it there is room for marks alone.
    let top: Int
    private let frame: ChartFrame
    private let digits: Int
    private let last: Double?
    private let signs: SignSet

    /// - Returns: `nil` where there is no price or no room.
    init?(_ frame: ChartFrame, _ selected: SelectedSeries, _ signs: SignSet) {
        let margin = Self.margin(rows: frame.priceRows)
        let prices = frame.points.flatMap { [$0.candle.high, $0.candle.low] }
        guard let scale = PriceScale(prices, rows: frame.priceRows - 2 * margin) else { return nil }
        (self.scale, top, self.frame, self.signs) = (scale, margin, frame, signs)
        digits = selected.priceDigits
        last = selected.forming?.close ?? selected.candles.last?.candle.close
    }

    /// The rows kept free above and below the candles, so that a signal at the edge has its mark.
    static func margin(rows: Int) -> Int { rows >= 9 ? 1 : 0 }

    /// The row of a price in the grid of the chart.
    func row(of price: Double) -> Int { top + scale.row(of: price) }

    func draw(_ levels: SignalLevels?, on grid: inout Grid) {
        for index in frame.points.indices { drawCandle(index, on: &grid) }
        drawLine(\.emaFast, .fastLine, on: &grid)
        drawLine(\.emaSlow, .slowLine, on: &grid)
        for tick in scale.ticks(rowsApart: 3, digits: digits) { label(tick, "┤", .faint, on: &grid) }
        if let levels { draw(levels, on: &grid) }
        if let last, (scale.low...scale.high).contains(last) { label(last, "◂", .strong, on: &grid) }
    }

    /// Writes a price on the axis.
    func label(_ price: Double, _ mark: String, _ role: Style.Role, on grid: inout Grid) {
        let row = row(of: price)
        grid.fill(" ", .plain, row: row, columns: frame.axis..<grid.size.columns)
        grid.put(StyledText(mark, role), row: row, column: frame.axis)
        let text = StyledText(NumberText.fixed(price, digits: digits), role)
        grid.put(text, row: row, column: max(frame.axis + 1, grid.size.columns - text.width))
    }

    private func drawCandle(_ index: Int, on grid: inout Grid) {
        let point = frame.points[index]
        let column = frame.column(index)
        let candle = CandleColumn(point.candle, on: scale)
        let role = IndicatorText.role(ofChange: point.candle.close - point.candle.open)
        for row in 0..<scale.rows {
            guard let sign = candle.sign(row: row, isBlock: frame.hasGaps && !signs.isASCII, signs) else { continue }
            grid.put(StyledText(String(sign), role), row: top + row, column: column)
        }
        switch point.signal {
        case .long: put("▲", .up, row: row(of: point.candle.low) + 1, column: column, on: &grid)
        case .short: put("▼", .down, row: row(of: point.candle.high) - 1, column: column, on: &grid)
        case nil: break
        }
    }

    /// An average as a line that runs behind the candles.
    private func drawLine(_ value: KeyPath<ChartPoint, Double?>, _ role: Style.Role, on grid: inout Grid) {
        for index in frame.points.indices {
            guard let here = frame.points[index][keyPath: value] else { continue }
            let next = index + 1 < frame.points.count ? frame.points[index + 1][keyPath: value] ?? here : here
            let columns = frame.columns(of: index)
            for (offset, column) in columns.enumerated() {
                let price = here + (next - here) * Double(offset) / Double(columns.count)
                guard price >= scale.low, price <= scale.high else { continue }
                let sign = ChartLine.sign(quarter: scale.quarter(of: price), role, signs)
                grid.putOnBlank(sign, role, row: row(of: price), column: column)
            }
        }
    }

    /// The levels as lines from the signal's candle to the axis, where they are named.
    private func draw(_ levels: SignalLevels, on grid: inout Grid) {
        guard let last = frame.points.last, levels.openTime <= last.candle.openTime else { return }
        let start = frame.points.lastIndex { $0.candle.openTime <= levels.openTime } ?? 0
        let all: [(Double?, String, Style.Role)] = [
            (levels.entry, "E", .strong), (levels.target, "T", .yes), (levels.stop, "S", .no),
        ]
        let lines = all.compactMap { price, name, role in price.map { (price: $0, name: name, role: role) } }
            .filter { (scale.low...scale.high).contains($0.price) }
        // Where two of them share a row, the first one counts.
        for line in lines {
            for column in frame.column(start)..<frame.axis {
                grid.putOnBlank("┈", line.role, row: row(of: line.price), column: column)
            }
        }
        for line in lines.reversed() { label(line.price, line.name, line.role, on: &grid) }
    }

    private func put(_ sign: String, _ role: Style.Role, row: Int, column: Int, on grid: inout Grid) {
        guard (0..<frame.priceRows).contains(row) else { return }
        grid.put(StyledText(sign, role), row: row, column: column)
    }
}
