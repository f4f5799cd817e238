import WickMarket

/// The records of many files as one stream, by open time; at one open time in the order in which the series first appear
/// among the files (`KlineFile.find` sorts them by symbol and timeframe).
///
/// The files of a series are read one after another by date, so one file a series is open at a time, with its buffers.
/// Within a series every record opens after the one before: others are passed over and counted in ``skipped``. After an
/// error there are no more records.
public final class MergedKlines {
    /// What was passed over so far.
    public private(set) var skipped = SkippedRows()
    /// The series, in the order that decides at one open time.
    public var keys: [SeriesKey] { sources.map(\.key) }

    private let policy: RowPolicy
    private let limits: ArchiveLimits
    private var sources: [Source]
    /// Indices of the sources that have a head, as a binary heap: the earliest head first.
    private var heap: [Int] = []
    private var isBegun = false
    /// Whether the head of the first source in the heap has been given, and the next is to be read.
    private var isHeadGiven = false

    private struct Source {
        let key: SeriesKey
        var files: ArraySlice<KlineFile>
        var records: KlineRecords?
        var head: KlineRecord?
        var lastOpenTime = Timestamp(milliseconds: .min)
    }

    /// A merge of these files, of which none is opened yet.
    /// - Throws: ``ArchiveError/tooManySeries(count:seriesMax:)``.
    public init(
        _ files: [KlineFile], policy: RowPolicy = .stop, limits: ArchiveLimits = ArchiveLimits()
    ) throws(ArchiveError) {
        (self.policy, self.limits) = (policy, limits)
        let byKey = Dictionary(grouping: files, by: \.key)
        var begun: Set<SeriesKey> = []
        sources = files.map(\.key).filter { begun.insert($0).inserted }.map { key in
            Source(key: key, files: (byKey[key] ?? []).sorted()[...])
        }
        guard sources.count <= limits.seriesMax else {
            throw .tooManySeries(count: sources.count, seriesMax: limits.seriesMax)
        }
    }

    /// The next record and its series, or `nil` after the last one.
    /// - Throws: ``ArchiveError``; a line that is no candle only under ``RowPolicy/stop``.
    public func next() throws(ArchiveError) -> (key: SeriesKey, record: KlineRecord)? {
        do throws(ArchiveError) {
            try advance()
        } catch {
            (sources, heap, isHeadGiven) = ([], [], false)
            throw error
        }
        guard let first = heap.first, let record = sources[first].head else { return nil }
        isHeadGiven = true
        return (sources[first].key, record)
    }

    /// Reads so far that the first source in the heap has the next record. An error that lies behind a record is
    /// thrown only after the record was given.
    private func advance() throws(ArchiveError) {
        if !isBegun {
            isBegun = true
            for index in sources.indices where try readHead(of: index) { heap.append(index) }
            for place in heap.indices.reversed() { siftDown(from: place) }
        } else if isHeadGiven, let first = heap.first {
            isHeadGiven = false
            if !(try readHead(of: first)) {
                heap.swapAt(0, heap.count - 1)
                heap.removeLast()
            }
            siftDown(from: 0)
        }
    }

    /// Reads the next record in order of a series.
    /// - Returns: `false` at the end of its last file.
    private func readHead(of index: Int) throws(ArchiveError) -> Bool {
        while true {
            guard let records = sources[index].records else {
                guard let file = sources[index].files.popFirst() else { return false }
                sources[index].records = try file.records(policy: policy, limits: limits)
                continue
            }
            guard let record = try records.next() else {
                skipped.flawed += records.flawedRows
                sources[index].records = nil
                continue
            }
            let (openTime, last) = (record.candle.openTime, sources[index].lastOpenTime)
            if openTime > last {
                sources[index].head = record
                sources[index].lastOpenTime = openTime
                return true
            }
            if openTime == last { skipped.repeated += 1 } else { skipped.outOfOrder += 1 }
        }
    }

    private func isBefore(_ left: Int, _ right: Int) -> Bool {
        let (leftTime, rightTime) = (sources[left].lastOpenTime, sources[right].lastOpenTime)
        return leftTime == rightTime ? left < right : leftTime < rightTime
    }

    private func siftDown(from start: Int) {
        var place = start
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count && isBefore(heap[child], heap[least]) {
                least = child
            }
            guard least != place else { return }
            heap.swapAt(place, least)
            place = least
        }
    }
}
