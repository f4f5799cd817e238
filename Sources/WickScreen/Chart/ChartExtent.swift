import WickEngine
import WickMarket

/// What a chart can show of a series, as the newest snapshot tells it: how far it goes back, and how wide it is drawn.
struct ChartExtent: Equatable {
    /// The open times of the oldest candle sent and of the newest one there is.
    let oldest, newest: Timestamp
    /// A candle's length in milliseconds, above zero.
    let candleLength: Int64
    /// The columns for candles, at least 1.
    private(set) var columns: Int
    private let axisWidth: Int

    /// The extent of a series in a chart this wide; `nil` while there is no candle.
    init?(_ selected: SelectedSeries, columns: Int) {
        let times = [selected.candles.first?.candle.openTime, selected.forming?.openTime].compactMap { $0 }
        guard let oldest = times.first,
            let newest = selected.forming?.openTime ?? selected.candles.last?.candle.openTime
        else { return nil }
        (self.oldest, self.newest) = (oldest, max(oldest, newest))
        candleLength = max(1, selected.key.timeframe.milliseconds)
        axisWidth = Chart.axisWidth(selected)
        self.columns = max(1, columns - axisWidth)
    }

    /// Takes in that the chart is as wide as this now.
    mutating func draw(in chartColumns: Int) { columns = max(1, chartColumns - axisWidth) }
}
