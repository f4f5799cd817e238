import WickFeed
import WickMarket

// The order of the watchlist.
extension Engine {
    /// The indices of the series in an order; those without the measure come last, and equal ones as configured.
    ///
    /// It looks at every series, and by turnover at every candle of a day: not for every picture.
    public func ranking(_ order: WatchOrder, of feed: some FeedView) -> [Int] {
        func ranked(_ measure: (Int, CandleSeries) -> Double?) -> [Int] {
            let measured = feed.order.enumerated().map { place, series in
                let value = measure(series, feed.router.buffers[series]) ?? .nan
                return (series: series, place: place, value: value.isNaN ? -.infinity : value)
            }
            // A comparison by place, too, makes the sort a stable one.
            return measured.sorted { $0.value == $1.value ? $0.place < $1.place : $0.value > $1.value }.map(\.series)
        }
        switch order {
        case .configured:
            return feed.order
        case .change:
            return ranked { $1.change(over: CandleSeries.day, tracks[$0].key.timeframe)?.value }
        case .volume:
            return ranked { $1.turnover(over: CandleSeries.day, tracks[$0].key.timeframe)?.value }
        case .rsi:
            return ranked { outlook($0, $1)?.readings.rsi }
        case .symbol:
            return feed.order.sorted { tracks[$0].key.symbol.name < tracks[$1].key.symbol.name }
        case .lastSignal:
            return ranked { index, _ in tracks[index].lastRecord.map { Double($0.openTime.milliseconds) } }
        }
    }
}
