import WickMarket

/// The records of one series from all its files, each of which opens after the one before.
final class SeriesRecords {
    /// What was passed over so far.
    var skipped: SkippedRows {
        var sum = skippedInOrder
        sum.flawed += records?.flawedRows ?? 0
        return sum
    }

    /// The bytes read so far of all files.
    var bytesRead: Int64 { bytesReadBefore + (records?.bytesRead ?? 0) }

    private let policy: RowPolicy
    private let limits: ArchiveLimits
    /// The files not yet opened, by date.
    private var files: ArraySlice<KlineFile>
    private var records: KlineRecords?
    /// Those of the files that are done.
    private var bytesReadBefore: Int64 = 0
    private var lastOpenTime: Timestamp?
    /// All that was passed over, but for the flawed rows of the file that is open.
    private var skippedInOrder = SkippedRows()

    /// - Parameter files: the series' files by date.
    init(files: [KlineFile], policy: RowPolicy, limits: ArchiveLimits) {
        (self.files, self.policy, self.limits) = (files[...], policy, limits)
    }

    /// The next record, or `nil` at the end of the last file.
    func next() throws(ArchiveError) -> KlineRecord? {
        while true {
            guard let records else {
                guard let file = files.popFirst() else { return nil }
                records = try file.records(policy: policy, limits: limits)
                continue
            }
            guard let record = try records.next() else {
                skippedInOrder.flawed += records.flawedRows
                bytesReadBefore += records.bytesRead
                self.records = nil
                continue
            }
            let openTime = record.candle.openTime
            guard let last = lastOpenTime, openTime <= last else {
                lastOpenTime = openTime
                return record
            }
            if openTime == last { skippedInOrder.repeated += 1 } else { skippedInOrder.outOfOrder += 1 }
        }
    }
}
