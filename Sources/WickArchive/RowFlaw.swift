import WickMarket

/// Why a line of a kline file is not a candle.
public enum RowFlaw: Error, Equatable, Sendable, CustomStringConvertible {
    /// The line has this many columns, where 6 or 12 are right, or those of the lines before it (`expected`).
    case columns(found: Int, expected: Int?)
    /// The text is not a decimal number.
    case notANumber(column: String, text: String)
    /// The text is not a time in milliseconds or microseconds since 1970.
    case notATime(column: String, text: String)
    /// The text is not a whole number of at least 0.
    case notACount(column: String, text: String)
    /// The numbers are no candle.
    case candle(CandleFlaw)
    /// The close time is before the open time, or not before the next candle's.
    case closeTimeOutside(openTime: Timestamp, closeTime: Timestamp)
    /// The first line names other columns than these files have.
    case header(text: String)
    /// The line is longer than ``ArchiveLimits/lineBytesMax``.
    case tooLong(bytesMax: Int)

    public var description: String {
        switch self {
        case .columns(1, _): "one column; a row has 6 or 12, with commas between"
        case .columns(let found, nil): "\(found) columns; a row has 6 or 12"
        case .columns(let found, let expected?): "\(found) columns; the rows before have \(expected)"
        case .notANumber(let column, let text): "\(column) '\(text)' is not a decimal number, such as 62387.90"
        case .notATime(let column, let text):
            "\(column) '\(text)' is not a time; use milliseconds (13 digits) or microseconds (16) since 1970 UTC"
        case .notACount(let column, let text): "\(column) '\(text)' is not a whole number of at least 0"
        case .candle(let flaw): "not a candle: \(flaw)"
        case .closeTimeOutside(let openTime, let closeTime):
            "close_time \(closeTime.milliseconds) is outside the candle that opens at \(openTime.milliseconds)"
        case .header(let text): "header '\(text)'; it starts open_time,open,high,low,close,volume"
        case .tooLong(let bytesMax): "longer than \(bytesMax) bytes; this is no line of a kline file"
        }
    }
}
