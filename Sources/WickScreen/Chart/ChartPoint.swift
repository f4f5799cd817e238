import WickEngine
import WickMarket

/// What stands in one place of a chart: a candle, or several in a row taken together.
struct ChartPoint: Equatable {
    /// Open of the first, extremes, close of the last and sum of the volumes; its open time is the first one's.
    private(set) var candle: Candle
    /// The averages and the RSI after the last candle in it.
    private(set) var emaFast, emaSlow, rsi: Double?
    /// The newest signal in it.
    private(set) var signal: Side?

    /// All that is known of a series, oldest first, the forming candle at the end.
    ///
    /// - Parameter count: the candles of a point, at least 1. Points begin at multiples of their length, so that a new candle
    ///   does not change the older ones.
    static func points(of selected: SelectedSeries, candlesPerPoint count: Int) -> [ChartPoint] {
        var points: [ChartPoint] = []
        points.reserveCapacity(selected.candles.count / max(1, count) + 2)
        let length = max(1, selected.key.timeframe.milliseconds) * Int64(max(1, count))
        func add(_ point: ChartPoint) {
            if let last = points.indices.last, count > 1, points[last].slot(length) == point.slot(length) {
                points[last].take(in: point)
            } else {
                points.append(point)
            }
        }
        for row in selected.candles {
            let readings = row.decision.readings
            add(
                ChartPoint(
                    candle: row.candle, emaFast: readings.emaFast, emaSlow: readings.emaSlow, rsi: readings.rsi,
                    signal: row.decision.signal?.side))
        }
        if let forming = selected.forming {
            let now = selected.outlook?.readings
            add(ChartPoint(candle: forming, emaFast: now?.emaFast, emaSlow: now?.emaSlow, rsi: now?.rsi))
        }
        return points
    }

    private func slot(_ length: Int64) -> Int64 {
        let (quotient, remainder) = candle.openTime.milliseconds.quotientAndRemainder(dividingBy: length)
        return remainder < 0 ? quotient - 1 : quotient
    }

    private mutating func take(in next: ChartPoint) {
        (candle.high, candle.low) = (max(candle.high, next.candle.high), min(candle.low, next.candle.low))
        candle.close = next.candle.close
        candle.volume += next.candle.volume
        (emaFast, emaSlow, rsi) = (next.emaFast, next.emaSlow, next.rsi)
        signal = next.signal ?? signal
    }
}
