import WickMarket

/// A recorded kline file, known by its name as data.binance.vision gives them: `SYMBOL-TIMEFRAME-DATE…` with `.csv`,
/// `.csv.gz` or `.zip` (`BTCUSDT-1m-2024-03-05.zip`, `BTCUSDT-1m-2021-04-16.ohlcv.csv.gz`).
///
/// The text inside has a header line or none, and 6 columns (`open_time,open,high,low,close,volume`) or 12 (and
/// `close_time,quote_volume,trades,taker_buy_volume,taker_buy_quote_volume,ignore`). Times are milliseconds, or
/// microseconds as in Binance's spot files from 2025 on; each value's magnitude says which. Lines end in LF or CR LF.
public struct KlineFile: Hashable, Sendable {
    /// How the text is packed.
    enum Format: Hashable { case plain, gzip, zip }

    /// The path, as it was given.
    public let path: String
    /// The traded pair, from the name.
    public let symbol: Symbol
    /// The length of each candle, from the name.
    public let timeframe: Timeframe
    /// The date as the name has it: `2024-03-05`, `2024-03`, `2023-05-05_2025-12-31`.
    public let date: String
    let format: Format

    /// The series that the file is a part of.
    public var key: SeriesKey { SeriesKey(symbol: symbol, timeframe: timeframe) }

    /// Takes a path's last part apart. The file itself is not looked at.
    /// - Throws: ``ArchiveError/notKlineName(path:detail:)``.
    public init(path: String) throws(ArchiveError) {
        let name = path.split(separator: "/").last ?? ""
        guard let (stem, format) = Self.format(of: name) else {
            throw .notKlineName(path: path, detail: "not a kline file's name")
        }
        let parts = stem.split(separator: "-", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let date = Self.date(parts[2]) else {
            throw .notKlineName(path: path, detail: "not a kline file's name")
        }
        do throws(MarketError) {
            symbol = try Symbol(String(parts[0]))
            timeframe = try Timeframe(String(parts[1]))
        } catch { throw .notKlineName(path: path, detail: "\(error)") }
        (self.path, self.date, self.format) = (path, date, format)
    }

    /// The file's records, oldest first as a rule: they come as the file has them.
    ///
    /// - Parameter policy: what to do with lines that are not candles.
    /// - Parameter limits: how much of a file is read.
    /// - Throws: what opening the file can, from ``ArchiveError/missing(path:)`` to ``ArchiveError/noMember(path:)``.
    public func records(
        policy: RowPolicy = .stop, limits: ArchiveLimits = ArchiveLimits()
    ) throws(ArchiveError) -> KlineRecords {
        try KlineRecords(of: self, policy: policy, limits: limits)
    }

    /// Calls `body` with every record, as the file has them.
    /// - Returns: the number of lines that were passed over.
    @discardableResult
    public func forEachRecord(
        policy: RowPolicy = .stop, limits: ArchiveLimits = ArchiveLimits(), _ body: (KlineRecord) -> Void
    ) throws(ArchiveError) -> Int {
        let records = try records(policy: policy, limits: limits)
        while let record = try records.next() { body(record) }
        return records.flawedRows
    }

    private static func format(of name: Substring) -> (stem: Substring, Format)? {
        if name.hasSuffix(".csv.gz") { return (name.dropLast(7), .gzip) }
        if name.hasSuffix(".csv") { return (name.dropLast(4), .plain) }
        return name.hasSuffix(".zip") ? (name.dropLast(4), .zip) : nil
    }

    /// The date that starts `text`, up to a point: at least a year, a month is common.
    private static func date(_ text: Substring) -> String? {
        let date = text.prefix { $0 != "." }
        let hasYear = date.prefix(4).count == 4 && date.prefix(4).allSatisfy { $0.isASCII && $0.isNumber }
        return hasYear && date.utf8.count <= 64 ? String(date) : nil
    }
}

extension KlineFile: Comparable {
    /// By symbol, timeframe, date and path.
    public static func < (left: KlineFile, right: KlineFile) -> Bool {
        if left.symbol != right.symbol { return left.symbol < right.symbol }
        if left.timeframe != right.timeframe { return left.timeframe.milliseconds < right.timeframe.milliseconds }
        return (left.date, left.path) < (right.date, right.path)
    }
}
