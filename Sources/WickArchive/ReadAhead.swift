import Dispatch
import Synchronization

/// Reads the records of a merge on a thread of its own, a little before they are asked for: to read a record takes about
/// as long as what is done with it.
final class ReadAhead: Sendable {
    /// Some records that follow one another.
    struct Batch {
        var records: [(series: Int, record: KlineRecord)] = []
        /// What was read and passed over until its end.
        var skipped = SkippedRows(), bytesRead: Int64 = 0
        /// Whether nothing comes behind it, and why, if that is an error.
        var isLast = false
        var error: ArchiveError?
    }

    /// Some tens of kilobytes, which stay in the processor's cache from one thread to the other.
    private static let batchSize = 256
    /// The batches that are read, or being read, and not yet taken.
    private static let batchesAhead = 4

    private let merge: Mutex<SeriesMerge>
    private let batches = Mutex<[Batch]>([])
    private let arrivals = DispatchSemaphore(value: 0)
    private let queue = DispatchQueue(label: "wick.archive")

    init(_ series: sending [SeriesRecords]) {
        merge = Mutex(SeriesMerge(series))
    }

    /// Begins to read.
    func start() {
        for _ in 0..<Self.batchesAhead { readLater() }
    }

    /// The next batch, for which another is begun; waits until there is one. Behind the last there are only empty ones.
    func take() -> Batch {
        arrivals.wait()
        readLater()
        return batches.withLock { $0.removeFirst() }
    }

    private func readLater() {
        queue.async { [self] in
            let batch = merge.withLock { Self.read(&$0) }
            batches.withLock { $0.append(batch) }
            arrivals.signal()
        }
    }

    private static func read(_ merge: inout SeriesMerge) -> Batch {
        var batch = Batch()
        batch.records.reserveCapacity(batchSize)
        do throws(ArchiveError) {
            while batch.records.count < batchSize, !batch.isLast {
                if let next = try merge.next() { batch.records.append(next) } else { batch.isLast = true }
            }
        } catch {
            (batch.isLast, batch.error) = (true, error)
        }
        (batch.skipped, batch.bytesRead) = (merge.skipped, merge.bytesRead)
        return batch
    }
}
