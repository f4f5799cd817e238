import WickArchive
import WickMarket

/// Writes candles as the text of a kline file.
struct KlineText {
    var columns = 12
    var hasHeader = false
    var inMicroseconds = false
    var lineEnd = "\n"
    var endsLastLine = true
    var timeframe = Timeframe.oneMinute

    func text(_ candles: [Candle]) -> String {
        let names = "open_time,open,high,low,close,volume"
        let more = ",close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore"
        let header = hasHeader ? [columns == 6 ? names : names + more] : []
        let lines = header + candles.map(line)
        return lines.joined(separator: lineEnd) + (endsLastLine && !lines.isEmpty ? lineEnd : "")
    }

    /// What the reader is to make of ``text(_:)``.
    func records(_ candles: [Candle]) -> [KlineRecord] {
        candles.map { candle in
            let closeTime = candle.openTime.advanced(byMilliseconds: timeframe.milliseconds - 1)
            if columns == 6 {
                var known = candle
                known.trades = 0
                return KlineRecord(candle: known, closeTime: closeTime)
            }
            return KlineRecord(
                candle: candle, closeTime: closeTime, quoteVolume: candle.volume * candle.close,
                takerBuyVolume: candle.volume / 2, takerBuyQuoteVolume: candle.volume / 2 * candle.close)
        }
    }

    private func line(_ candle: Candle) -> String {
        let open = candle.openTime.milliseconds
        let close = open + timeframe.milliseconds - 1
        let (openTime, closeTime) = inMicroseconds ? (open * 1000, close * 1000 + 999) : (open, close)
        let six = "\(openTime),\(candle.open),\(candle.high),\(candle.low),\(candle.close),\(candle.volume)"
        if columns == 6 { return six }
        let half = candle.volume / 2
        return six + ",\(closeTime),\(candle.volume * candle.close),\(candle.trades),\(half),\(half * candle.close),0"
    }
}

extension KlineFile {
    /// Every record of the file.
    func allRecords(
        policy: RowPolicy = .stop, limits: ArchiveLimits = ArchiveLimits()
    ) throws(ArchiveError) -> [KlineRecord] {
        var records: [KlineRecord] = []
        try forEachRecord(policy: policy, limits: limits) { records.append($0) }
        return records
    }
}
