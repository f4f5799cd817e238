import WickMarket

/// The merge behind ``MergedKlines``: the next record of every series, and a heap that knows the earliest.
struct SeriesMerge {
    /// A series in the heap, with what decides its place.
    private struct Entry {
        var openTime: Timestamp
        let series: Int

        func isBefore(_ other: Entry) -> Bool {
            openTime == other.openTime ? series < other.series : openTime < other.openTime
        }
    }

    private var series: [SeriesRecords]
    /// The next record of each series; `nil` before the first and after the last.
    private var heads: [KlineRecord?]
    /// The series that have a head, as a binary heap: the earliest first.
    private var heap: [Entry] = []
    private var isBegun = false
    /// Whether the head of the heap's first series has been given, and its next record is to be read.
    private var isHeadGiven = false

    init(_ series: [SeriesRecords]) {
        self.series = series
        heads = series.map { _ in nil }
    }

    /// What was passed over so far, in all series.
    var skipped: SkippedRows {
        series.reduce(into: SkippedRows()) { sum, series in sum.add(series.skipped) }
    }

    /// The bytes read so far of all files.
    var bytesRead: Int64 { series.reduce(0) { $0 + $1.bytesRead } }

    /// The next record, and the index of its series.
    mutating func next() throws(ArchiveError) -> (series: Int, record: KlineRecord)? {
        do throws(ArchiveError) {
            if isBegun { try advance() } else { try begin() }
        } catch {
            heap = []
            throw error
        }
        guard let first = heap.first?.series, let record = heads[first] else { return nil }
        isHeadGiven = true
        return (first, record)
    }

    private mutating func begin() throws(ArchiveError) {
        isBegun = true
        for index in series.indices {
            guard let head = try series[index].next() else { continue }
            heads[index] = head
            heap.append(Entry(openTime: head.candle.openTime, series: index))
        }
        for place in heap.indices.reversed() { siftDown(from: place) }
    }

    private mutating func advance() throws(ArchiveError) {
        guard isHeadGiven, let first = heap.first?.series else { return }
        isHeadGiven = false
        if let head = try series[first].next() {
            heads[first] = head
            heap[0].openTime = head.candle.openTime
        } else {
            heap.swapAt(0, heap.count - 1)
            heap.removeLast()
        }
        siftDown(from: 0)
    }

    private mutating func siftDown(from start: Int) {
        var place = start
        while true {
            var least = place
            let child = 2 * place + 1
            if child < heap.count, heap[child].isBefore(heap[least]) { least = child }
            if child + 1 < heap.count, heap[child + 1].isBefore(heap[least]) { least = child + 1 }
            guard least != place else { return }
            heap.swapAt(place, least)
            place = least
        }
    }
}
