import Dispatch
import Synchronization
import WickMarket

/// Keeps what comes in from an exchange in files, for a replay.
///
/// Whoever records waits for no disk: an event is copied into a bounded queue, and a thread of its own packs and writes
/// what waits, twice a second. What finds no room there is missed, counted, and marked as a gap in the recording.
public final class Recorder: Sendable {
    private let origin: ContinuousClock.Instant
    private let limits: RecorderLimits
    private let onReport: @Sendable (RecorderReport) -> Void
    private let thread = DispatchQueue(label: "wick.recorder")
    private let queue: Mutex<RecorderQueue>
    private let writer: Mutex<Writer>

    /// More than this is written at once, without waiting for the interval.
    private static let eagerBytes = 1 << 20

    /// What only the recorder's thread touches; the lock is never waited for.
    private struct Writer {
        var file: RecordingFile
        var block = EntryBuffer()
        var report: RecorderReport
        var syncedAt: ContinuousClock.Instant
        var hasEnded = false
    }

    /// Begins a recording in a new file.
    ///
    /// - Parameters:
    ///   - path: the new file.
    ///   - facts: what is to be known for playing it, by name.
    ///   - startedAt: what the wall clock shows now.
    ///   - limits: how large a file and the queue before it may grow.
    ///   - origin: the moment from which times count.
    ///   - onReport: called on the recorder's thread when a trouble came or went, or something was missed.
    /// - Throws: ``ArchiveError/unwritable(path:reason:)``.
    public init(
        path: String, facts: [String: String], startedAt: Timestamp, limits: RecorderLimits = RecorderLimits(),
        origin: ContinuousClock.Instant = .now, onReport: @escaping @Sendable (RecorderReport) -> Void = { _ in }
    ) throws(ArchiveError) {
        let header = RecordingHeader(startedAt: startedAt, part: 0, identity: .random(in: 0 ... .max), facts: facts)
        let file = try RecordingFile(path: path, header: header, bytesMax: limits.fileBytesMax)
        (self.origin, self.limits, self.onReport) = (origin, limits, onReport)
        queue = Mutex(RecorderQueue(bytesMax: limits.waitingBytesMax))
        writer = Mutex(Writer(file: file, report: RecorderReport(path: path), syncedAt: origin))
        scheduleNext()
    }

    deinit {
        writer.withLock { if !$0.hasEnded { $0.file.close() } }
    }

    // MARK: Recording

    /// Keeps bytes that came on a connection.
    public func received(connection: Int, _ payload: UnsafeRawBufferPointer, at now: ContinuousClock.Instant) {
        let time = origin.duration(to: now).wholeNanoseconds
        let waiting = queue.withLock { queue in
            queue.addReceived(connection: connection, payload, at: time)
            return queue.waitingBytes
        }
        // Once for each further piece of that size, or every message would send somebody.
        if waiting >= Self.eagerBytes, waiting % Self.eagerBytes < payload.count { thread.async { self.write() } }
    }

    /// Keeps an event; events come in the order in which they happened.
    public func note(_ event: RecordedEvent, at now: ContinuousClock.Instant) {
        let time = origin.duration(to: now).wholeNanoseconds
        queue.withLock { $0.add(event, at: time) }
    }

    /// How it fares.
    public var report: RecorderReport { writer.withLock(\.report) }

    /// Writes everything out and ends the recording.
    /// - Returns: whether that was done in time; if not, it goes on while the process lives.
    @discardableResult
    public func finish(within patience: Duration) -> Bool {
        let time = origin.duration(to: .now).wholeNanoseconds
        queue.withLock { $0.end(at: time) }
        let done = DispatchSemaphore(value: 0)
        thread.async {
            self.end()
            done.signal()
        }
        return done.wait(timeout: .now() + .nanoseconds(Int(clamping: patience.wholeNanoseconds))) == .success
    }

    // MARK: The recorder's thread

    private func scheduleNext() {
        let pause = DispatchTimeInterval.nanoseconds(Int(clamping: limits.interval.wholeNanoseconds))
        thread.asyncAfter(deadline: .now() + pause) { [weak self] in
            guard let self else { return }
            write()
            if !writer.withLock(\.hasEnded) { scheduleNext() }
        }
    }

    private func end() {
        write()
        // What came while the rest of a block was written.
        write()
        writer.withLock { writer in
            guard !writer.hasEnded else { return }
            writer.hasEnded = true
            _ = writer.file.sync()
            writer.file.close()
        }
    }

    private func write() {
        let report = writer.withLock { writer -> RecorderReport? in
            guard !writer.hasEnded else { return nil }
            var trouble = writer.file.writeRest()
            if trouble == nil {
                queue.withLock { $0.take(&writer.block) }
                trouble = writer.file.write(writer.block.bytes)
            }
            let now = ContinuousClock.now
            if writer.syncedAt.duration(to: now) >= .seconds(1) {
                trouble = writer.file.sync() ?? trouble
                writer.syncedAt = now
            }
            var report = RecorderReport(path: writer.file.path)
            (report.missedEvents, report.missedBytes) = queue.withLock { ($0.missedEvents, $0.missedBytes) }
            (report.trouble, report.bytesWritten) = (trouble, writer.file.bytesWritten)
            let isNews =
                report.trouble != writer.report.trouble || report.missedEvents != writer.report.missedEvents
            writer.report = report
            return isNews ? report : nil
        }
        if let report { onReport(report) }
    }
}
