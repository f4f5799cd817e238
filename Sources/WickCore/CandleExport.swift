import WickEngine
import WickMarket

/// The closed candles of a series as a file of the kind that `wick replay` reads: a header line, then
/// `open_time,open,high,low,close,volume` with times in milliseconds UTC and numbers as the shortest decimals that are exact.
public struct CandleExport: Sendable {
    /// The series.
    public let key: SeriesKey
    private let candles: CandleSeries

    /// An export of what is kept of a series.
    public init(_ key: SeriesKey, _ candles: CandleSeries) { (self.key, self.candles) = (key, candles) }

    /// How many candles there are.
    public var count: Int { candles.count }

    /// The whole file.
    public var bytes: [UInt8] {
        var text = "open_time,open,high,low,close,volume\n"
        for index in 0..<candles.count {
            let candle = candles[index]
            text += String(candle.openTime.milliseconds)
            for number in [candle.open, candle.high, candle.low, candle.close, candle.volume] {
                text += ",\(ShortestDecimal(number))"
            }
            text += "\n"
        }
        return Array(text.utf8)
    }

    /// Writes the file under a name that no file there has: `BTCUSDT-1m-2024-03-05T1405.csv` after the newest candle,
    /// then `….2.csv` and so on. Waits for the disk.
    ///
    /// - Returns: the path.
    /// - Throws: why the system refused; for an empty series `ENODATA`.
    public func write(in folder: String) throws(SystemError) -> String {
        guard let last = candles.last else { throw SystemError.noData }
        let time = UTCTime(last.openTime)
        let stem = "\(folder)/\(key.symbol)-\(key.timeframe)-\(time.date)T\(time.hourAndMinute.filter { $0 != ":" })"
        let bytes = bytes
        for number in 1...Self.namesMax {
            let path = stem + (number == 1 ? "" : ".\(number)") + ".csv"
            if try PrivateFile.writeNew(path, bytes) { return path }
        }
        throw SystemError.exists
    }

    private static let namesMax = 1000
}
