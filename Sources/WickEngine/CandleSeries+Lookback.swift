import WickMarket

// How a series moved over a span of time that ends with its latest candle.
extension CandleSeries {
    /// A day, and the short span of a change, in milliseconds.
    static let day: Int64 = 86_400_000
    private static let shortSpan: Int64 = 300_000

    /// The candle that still changes, or else the last closed one.
    private var latest: Candle? { forming ?? last }

    /// The newest closes, oldest first, the latest candle's last.
    func newestCloses(_ count: Int) -> [Double] {
        guard count > 0 else { return [] }
        let closed = columns.closes.suffix(forming == nil ? count : count - 1)
        return Array(closed) + (forming.map { [$0.close] } ?? [])
    }

    /// The change over five minutes, or over the candle itself where that is longer; `nil` where it is longer than an hour,
    /// and so no short span any more.
    func changeShort(_ timeframe: Timeframe) -> Lookback? {
        timeframe.milliseconds > 3_600_000 ? nil : change(over: Self.shortSpan, timeframe)
    }

    /// The change of the price as a fraction, from the first open in the span to the latest price.
    func change(over span: Int64, _ timeframe: Timeframe) -> Lookback? {
        guard let latest, let start = start(of: span, timeframe), start.candle.open > 0 else { return nil }
        return Lookback(latest.close / start.candle.open - 1, over: start.span)
    }

    /// What was traded in quote units, each candle's volume taken at its close. Linear in the candles of the span.
    func turnover(over span: Int64, _ timeframe: Timeframe) -> Lookback? {
        guard let start = start(of: span, timeframe) else { return nil }
        var sum = forming.map { $0.volume * $0.close } ?? 0
        let columns = columns
        let first = columns.closes.startIndex + start.index
        for (close, volume) in zip(columns.closes[first...], columns.volumes[first...]) { sum += close * volume }
        return Lookback(sum, over: start.span)
    }

    /// The first candle in the span that ends with the latest one, where it lies, and how far it really is back: candles
    /// that are missing or not kept make it less.
    private func start(of span: Int64, _ timeframe: Timeframe) -> (candle: Candle, index: Int, span: Duration)? {
        guard let latest else { return nil }
        let end = timeframe.next(after: latest.openTime)
        let index = firstIndex(notBefore: end.advanced(byMilliseconds: -span))
        let candle = index < count ? self[index] : latest
        return (candle, index, .milliseconds(end.milliseconds(since: candle.openTime)))
    }

    /// The index of the first closed candle that opens at `time` or later; ``count`` if there is none. Logarithmic.
    private func firstIndex(notBefore time: Timestamp) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].openTime < time { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
