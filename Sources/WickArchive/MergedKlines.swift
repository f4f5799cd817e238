import Glibc
import WickMarket

/// The records of many files as one stream, by open time; at one open time in the order in which the series first
/// appear among the files (`KlineFile.find` sorts them by symbol and timeframe).
///
/// The files of a series are read one after another by date, so one file a series is open at a time, with its buffers.
/// Within a series every record opens after the one before: others are passed over and counted in ``skipped``. After an
/// error there are no more records.
public final class MergedKlines {
    /// What was passed over so far.
    public var skipped: SkippedRows { merge.skipped }
    /// The series, in the order that decides at one open time.
    public let keys: [SeriesKey]

    /// How much of the files was read, 0 to 1; of files that cannot be looked at, as if there were none.
    public var progress: Double { min(1, Double(merge.bytesRead) / Double(max(1, bytesInAll))) }
    private let bytesInAll: Int64

    /// All that changes, as one value: the class is there because a copy could not read on by itself.
    private var merge: SeriesMerge

    /// A merge of these files, of which none is opened yet.
    /// - Throws: ``ArchiveError/tooManySeries(count:seriesMax:)``.
    public init(
        _ files: [KlineFile], policy: RowPolicy = .stop, limits: ArchiveLimits = ArchiveLimits()
    ) throws(ArchiveError) {
        let filesByKey = Dictionary(grouping: files, by: \.key)
        var seen: Set<SeriesKey> = []
        keys = files.map(\.key).filter { seen.insert($0).inserted }
        guard keys.count <= limits.seriesMax else {
            throw .tooManySeries(count: keys.count, seriesMax: limits.seriesMax)
        }
        bytesInAll = files.reduce(0) { sum, file in
            var status = stat()
            return stat(file.path, &status) == 0 ? sum + Int64(status.st_size) : sum
        }
        merge = SeriesMerge(
            keys.map { key in
                SeriesRecords(files: (filesByKey[key] ?? []).sorted(), policy: policy, limits: limits)
            })
    }

    /// The next record and its series, or `nil` after the last one. An error that lies behind a record is thrown only
    /// after that record was given.
    /// - Throws: ``ArchiveError``; a line that is no candle only under ``RowPolicy/stop``.
    public func next() throws(ArchiveError) -> (key: SeriesKey, record: KlineRecord)? {
        guard let (series, record) = try nextOfSeries() else { return nil }
        return (keys[series], record)
    }

    /// As ``next()``, with the place of the series in ``keys`` instead of its name: nobody has to look it up.
    public func nextOfSeries() throws(ArchiveError) -> (series: Int, record: KlineRecord)? { try merge.next() }
}
