import Glibc
import WickMarket

/// The records of many files as one stream, by open time; at one open time in the order in which the series first
/// appear among the files (`KlineFile.find` sorts them by symbol and timeframe).
///
/// The files of a series are read one after another by date, so one file a series is open at a time, with its buffers.
/// Within a series every record opens after the one before: others are passed over and counted in ``skipped``. After an
/// error there are no more records. They are read ahead, on a thread of its own, from the first that is asked for on.
public final class MergedKlines {
    /// What was passed over until somewhat behind the last record given; in all, once there are no more.
    public var skipped: SkippedRows { batch.skipped }
    /// The series, in the order that decides at one open time.
    public let keys: [SeriesKey]

    /// How much of the files was read, 0 to 1; of files that cannot be looked at, as if there were none.
    public var progress: Double { min(1, Double(batch.bytesRead) / Double(max(1, bytesInAll))) }
    private let bytesInAll: Int64

    private let source: ReadAhead
    private var isBegun = false
    /// The records at hand, and how many of them are given.
    private var batch = ReadAhead.Batch(), given = 0

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
        source = ReadAhead(
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
    public func nextOfSeries() throws(ArchiveError) -> (series: Int, record: KlineRecord)? {
        while given == batch.records.count {
            guard !batch.isLast else { return try end() }
            if !isBegun { source.start() }
            isBegun = true
            (batch, given) = (source.take(), 0)
        }
        given += 1
        return batch.records[given - 1]
    }

    /// Nothing, or once the error that there is nothing for.
    private func end() throws(ArchiveError) -> (series: Int, record: KlineRecord)? {
        guard let error = batch.error else { return nil }
        batch.error = nil
        throw error
    }
}
