import Dispatch
import Glibc
import Synchronization

/// Writes lines to a descriptor on a thread of its own, batch by batch, in order.
///
/// Whoever appends does not wait for the disk or the reader, unless ``waitingBytesMax`` are waiting: then it does, for no
/// line is dropped. What cannot be written stays in line and is tried again with the next line, from the byte on where it
/// stopped, so that a full disk costs nothing once there is room. A writer gives up, and takes nothing more, when nobody
/// is left to read, or when too much waits behind such trouble.
public final class LineWriter: Sendable {
    /// The most bytes that wait before an appender has to.
    public static let waitingBytesMax = 16 << 20

    private let descriptor: Int32
    private let onWritten: @Sendable (_ upTo: Int, _ trouble: String?) -> Void
    private let queue: DispatchQueue
    private let backlog: Mutex<LineBacklog>

    /// A writer to an open descriptor, which stays open.
    ///
    /// - Parameters:
    ///   - descriptor: open for writing.
    ///   - name: of the thread, for debuggers.
    ///   - waitingBytesMax: the most bytes that wait before an appender has to.
    ///   - onWritten: called on the writer's thread after each batch with the number up to which all lines are written,
    ///     and with what went wrong, in words, if something did. It must be brief, and must not append.
    public init(
        descriptor: Int32, name: String, waitingBytesMax: Int = LineWriter.waitingBytesMax,
        onWritten: @escaping @Sendable (_ upTo: Int, _ trouble: String?) -> Void = { _, _ in }
    ) {
        (self.descriptor, self.onWritten) = (descriptor, onWritten)
        queue = DispatchQueue(label: "wick.\(name)")
        backlog = Mutex(LineBacklog(bytesMax: waitingBytesMax))
    }

    /// What went wrong with the newest batch, in words; `nil` while all is well.
    public var trouble: String? { backlog.withLock(\.trouble) }

    /// Appends bytes that end in a line break.
    /// - Parameter bytes: whole lines.
    /// - Parameter number: what to report once they are written; rising.
    public func append(_ bytes: [UInt8], number: Int = 0) {
        let (mustSchedule, room) = backlog.withLock { $0.add(bytes, number: number) }
        if mustSchedule { queue.async { self.drain() } }
        room?.wait()
    }

    /// Waits until everything appended so far is written, or has failed.
    ///
    /// - Parameter patience: how long to wait at most; `nil` is as long as it takes. A reader that stands still never
    ///   ends.
    /// - Returns: whether it was, in time; ``trouble`` tells which.
    @discardableResult
    public func flush(within patience: Duration? = nil) -> Bool {
        queue.finish(within: patience) { self.drain() }
    }

    /// Makes nobody wait for room any more, now or later: for a program that is about to end, whose reader stands still.
    public func stopHoldingBack() {
        for appender in backlog.withLock({ $0.stopHoldingBack() }) { appender.signal() }
    }

    private func drain() {
        while let batch = backlog.withLock({ $0.takeBatch() }) {
            let (count, failure) = write(batch.bytes)
            let outcome = backlog.withLock { $0.finish(batch, written: count, failure: failure) }
            for appender in outcome.released { appender.signal() }
            onWritten(outcome.writtenNumber, outcome.trouble)
            if failure != nil { return }
        }
    }

    /// - Returns: how many of the bytes were written, and why not all.
    private func write(_ bytes: [UInt8]) -> (count: Int, failure: SystemError?) {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                done += count
            } else if errno == EAGAIN {
                var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&room, 1, -1)
            } else if errno != EINTR {
                return (done, SystemError(errno))
            }
        }
        return (done, nil)
    }
}
