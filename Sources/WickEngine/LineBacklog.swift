import Dispatch
import Glibc

/// The lines that wait to be written, and those who wait for room; decides what is kept, tried again or given up.
struct LineBacklog {
    /// Bytes to be written, and the number of the newest line among them.
    struct Batch {
        let bytes: [UInt8]
        let number: Int
    }

    /// What went wrong with the newest batch, in words.
    private(set) var trouble: String?

    private let bytesMax: Int
    private var waiting: [UInt8] = []
    private var newestNumber = 0
    private var writtenNumber = 0
    private var isScheduled = false
    private var holdsBack = true
    private var hasGivenUp = false
    private var heldBack: [DispatchSemaphore] = []

    init(bytesMax: Int) { self.bytesMax = bytesMax }

    /// Takes in a line.
    /// - Returns: whether someone must be sent to write, and what to wait for if there is no room.
    mutating func add(_ bytes: [UInt8], number: Int) -> (mustSchedule: Bool, room: DispatchSemaphore?) {
        if hasGivenUp { return (false, nil) }
        waiting += bytes
        newestNumber = max(newestNumber, number)
        defer { isScheduled = true }
        guard waiting.count > bytesMax else { return (!isScheduled, nil) }
        if trouble != nil { giveUp() }
        guard !hasGivenUp, holdsBack else { return (!isScheduled, nil) }
        let room = DispatchSemaphore(value: 0)
        heldBack.append(room)
        return (!isScheduled, room)
    }

    /// What to write next; `nil` if nothing waits.
    mutating func takeBatch() -> Batch? {
        guard !hasGivenUp, !waiting.isEmpty || newestNumber > writtenNumber else {
            isScheduled = false
            return nil
        }
        defer { waiting = [] }
        return Batch(bytes: waiting, number: newestNumber)
    }

    /// Takes note of how far a batch was written; the rest stays first in line.
    /// - Returns: the number up to which all is written, the trouble in words, and who need not wait any more.
    mutating func finish(
        _ batch: Batch, written count: Int, failure: SystemError?
    ) -> (writtenNumber: Int, trouble: String?, released: [DispatchSemaphore]) {
        if let failure {
            trouble = failure.description
            isScheduled = false
            waiting.insert(contentsOf: batch.bytes[count...], at: 0)
            if hasGivenUp || failure.number == EPIPE || failure.number == EBADF { giveUp() }
        } else {
            writtenNumber = batch.number
            if !hasGivenUp { trouble = nil }
        }
        defer { heldBack = [] }
        return (writtenNumber, trouble, heldBack)
    }

    /// Lets everybody go on, now and from now on.
    mutating func stopHoldingBack() -> [DispatchSemaphore] {
        holdsBack = false
        defer { heldBack = [] }
        return heldBack
    }

    private mutating func giveUp() {
        hasGivenUp = true
        waiting = []
    }
}
