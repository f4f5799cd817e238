import WickEngine
import WickMarket

/// The candle under the crosshair in a line: its time, its prices and what the indicators said after it.
enum CandleReadout {
    /// Without a crosshair the newest candle on view is read out.
    static func text(_ selected: SelectedSeries, _ view: ChartView, _ size: Size) -> StyledText {
        let frame = ChartFrame(selected, view, size)
        guard let index = frame.cursor ?? frame.points.indices.last else { return StyledText() }
        let (point, digits) = (frame.points[index], selected.priceDigits)
        let candle = point.candle
        func price(_ name: String, _ value: Double?) -> StyledText {
            StyledText("\(name) ", .faint) + StyledText(NumberText.fixed(value, digits: digits))
        }
        let change = candle.open > 0 ? candle.close / candle.open - 1 : nil
        let changed = StyledText(NumberText.percent(change, signed: true), IndicatorText.role(ofChange: change))
        var parts = [
            StyledText(time(candle.openTime, selected.key.timeframe, in: frame), .strong),
            price("O", candle.open), price("H", candle.high), price("L", candle.low), price("C", candle.close), changed,
            StyledText("vol ", .faint) + StyledText(NumberText.compact(candle.volume)),
            StyledText("RSI ", .faint) + StyledText(NumberText.fixed(point.rsi, digits: 1)),
            point.signal.map(IndicatorText.side) ?? StyledText(),
            price("EMAs", point.emaFast) + StyledText(" \(NumberText.fixed(point.emaSlow, digits: digits))"),
        ]
        let wide = parts.joined("  ")
        if wide.width + 2 <= size.columns { return wide }
        // A number that is cut would be a wrong one.
        while parts.count > 1, parts.joined(" ").width + 2 > size.columns { parts.removeLast() }
        return parts.joined(" ")
    }

    /// The day is said where the chart shows more than one.
    private static func time(_ time: Timestamp, _ timeframe: Timeframe, in frame: ChartFrame) -> String {
        let first = frame.points.first?.candle.openTime, last = frame.points.last?.candle.openTime
        let isOneDay = first.map { TimeText.isSameDay($0, last) } ?? true
        return TimeText.moment(time, timeframe, today: isOneDay ? time : nil)
    }
}
