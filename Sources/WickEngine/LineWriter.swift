import Dispatch
import Glibc
import Synchronization

/// Writes lines to a descriptor on a thread of its own, batch by batch, in order.
///
/// Whoever appends does not wait for the disk or the reader, unless ``waitingBytesMax`` are waiting: then it waits, for
/// no line is ever dropped.
public final class LineWriter: Sendable {
    private struct State {
        var waiting: [UInt8] = []
        var lastNumber = 0
        var isScheduled = false
        var trouble: String?
    }

    /// The most bytes that wait before an appender has to.
    public static let waitingBytesMax = 64 << 20

    private let descriptor: Int32
    private let syncs: Bool
    private let onWritten: @Sendable (_ upTo: Int, _ trouble: String?) -> Void
    private let queue: DispatchQueue
    private let state = Mutex(State())

    /// A writer to an open descriptor, which stays its owner's.
    ///
    /// - Parameters:
    ///   - syncs: whether each batch is forced to the disk before it counts as written.
    ///   - onWritten: called on the writer's thread after each batch with the highest number in it, and with what went
    ///     wrong, in words, if something did: then the batch is not, or not whole, where it should be.
    public init(
        descriptor: Int32, name: String, syncs: Bool,
        onWritten: @escaping @Sendable (_ upTo: Int, _ trouble: String?) -> Void = { _, _ in }
    ) {
        (self.descriptor, self.syncs, self.onWritten) = (descriptor, syncs, onWritten)
        queue = DispatchQueue(label: "wick.\(name)")
    }

    /// What went wrong with the newest batch; `nil` while all is well.
    public var trouble: String? { state.withLock { $0.trouble } }

    /// Appends bytes that end in a line break.
    /// - Parameter number: what to report once they are written; rising.
    public func append(_ bytes: [UInt8], number: Int = 0) {
        let (mustSchedule, isFull) = state.withLock { state in
            state.waiting += bytes
            state.lastNumber = max(state.lastNumber, number)
            defer { state.isScheduled = true }
            return (!state.isScheduled, state.waiting.count > Self.waitingBytesMax)
        }
        if mustSchedule { queue.async { self.drain() } }
        if isFull { flush() }
    }

    /// Waits until everything appended so far is written, or has failed.
    public func flush() { queue.sync { drain() } }

    private func drain() {
        while true {
            let (batch, number) = state.withLock { state in
                defer { state.waiting = [] }
                if state.waiting.isEmpty { state.isScheduled = false }
                return (state.waiting, state.lastNumber)
            }
            if batch.isEmpty { return }
            let trouble = write(batch)
            state.withLock { $0.trouble = trouble }
            onWritten(number, trouble)
        }
    }

    private func write(_ bytes: [UInt8]) -> String? {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                if errno == EAGAIN {
                    var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&wait, 1, -1)
                    continue
                }
                return SystemError(errno).description
            }
            done += count
        }
        if syncs, fdatasync(descriptor) != 0, errno != EINVAL { return SystemError(errno).description }
        return nil
    }
}
