/// The lines that wait for a journal's disk: bounded, and honest about those that found no room.
struct JournalQueue {
    struct Batch {
        var lines: [UInt8]
        /// The number of the newest record among them.
        var number: Int
        fileprivate var bytes: Int
        fileprivate var lost: Int
    }

    private let bytesMax: Int
    private var waiting: [UInt8] = []
    private var newest = 0
    /// Records that were lost behind those that wait.
    private var lost = 0
    /// Records lost since the start.
    private(set) var lostInAll = 0
    /// The number up to which all records are on disk or lost.
    private(set) var writtenUpTo = 0
    private var isScheduled = false, isRetryDue = false

    init(bytesMax: Int) { self.bytesMax = bytesMax }

    /// Takes in a line.
    /// - Returns: whether someone must be sent to write.
    mutating func add(_ line: [UInt8], number: Int) -> Bool {
        newest = max(newest, number)
        if lost > 0 || waiting.count + line.count > bytesMax {
            lost += 1
            lostInAll += 1
        } else {
            waiting += line
        }
        defer { isScheduled = true }
        return !isScheduled
    }

    /// What to write next, which stays in the queue until ``written(_:)``; `nil` if nothing waits.
    mutating func next() -> Batch? {
        guard !waiting.isEmpty || lost > 0 || newest > writtenUpTo else {
            isScheduled = false
            return nil
        }
        let mark = lost > 0 ? OutputLine.missed(lost) : []
        return Batch(lines: waiting + mark, number: newest, bytes: waiting.count, lost: lost)
    }

    /// A batch is on disk.
    mutating func written(_ batch: Batch) {
        waiting.removeFirst(batch.bytes)
        lost -= batch.lost
        writtenUpTo = batch.number
    }

    /// A batch could not be written; it will be tried again with what comes.
    /// - Returns: whether someone must see to that it is tried again if nothing comes.
    mutating func failed() -> Bool {
        isScheduled = false
        defer { isRetryDue = true }
        return !isRetryDue
    }

    /// It is tried again.
    mutating func retries() { isRetryDue = false }
}
