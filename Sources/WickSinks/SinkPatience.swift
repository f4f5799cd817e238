import CCurl
import Glibc
import Synchronization

/// How a sink's thread waits: for a descriptor, for the bell, or for the time to be up, and never beyond the end.
final class SinkPatience: Sendable {
    /// What ended a wait.
    enum Wake: Equatable {
        case ready
        case rung
        case timeUp
    }

    /// An eventfd: as often as it is rung, one wait takes it.
    private let bell: Int32
    private let end = Mutex<ContinuousClock.Instant?>(nil)

    /// - Throws: why the system gives no descriptor.
    init() throws(SinkError) {
        bell = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        guard bell >= 0 else { throw SinkError(reason: String(cString: strerror(errno))) }
    }

    deinit { Glibc.close(bell) }

    /// Ends a wait, or the next one. From any thread; it does not wait.
    func ring() {
        var one: UInt64 = 1
        // It fails only while the count is at its end, and then it rings anyhow.
        _ = write(bell, &one, 8)
    }

    /// From now on nothing waits beyond that time.
    func stop(at time: ContinuousClock.Instant) {
        end.withLock { $0 = time }
        ring()
    }

    /// When the thread has to end; `nil` while it need not.
    var stopTime: ContinuousClock.Instant? { end.withLock { $0 } }

    /// Waits.
    /// - Parameter events: of `poll`; hanging up and errors are always among them.
    func wait(
        for descriptor: Int32? = nil, events: Int32 = 0, until time: ContinuousClock.Instant? = nil
    ) -> Wake {
        var polls = [
            pollfd(fd: bell, events: Int16(POLLIN), revents: 0),
            // poll passes over a descriptor below zero.
            pollfd(fd: descriptor ?? -1, events: Int16(events), revents: 0),
        ]
        let count = poll(&polls, 2, Self.milliseconds(until: [time, stopTime].compactMap(\.self).min()))
        if count > 0, polls[0].revents != 0 {
            var rings: UInt64 = 0
            _ = read(bell, &rings, 8)  // What matters is that it is still afterwards.
            return .rung
        }
        // Interrupted by a signal counts as a ring: the caller looks again.
        return count > 0 ? .ready : count == 0 ? .timeUp : .rung
    }

    /// - Throws: ``SinkTrouble/stopped`` when the time to stop is up.
    func checkTime() throws(SinkTrouble) {
        if let stopTime, stopTime <= .now { throw .stopped }
    }

    private static func milliseconds(until time: ContinuousClock.Instant?) -> Int32 {
        guard let time else { return -1 }
        let left = ContinuousClock.now.duration(to: time)
        // Rounded up, so that the time is up when it says so.
        return left <= .zero ? 0 : Int32(min(left / .milliseconds(1) + 1, 1e9))
    }
}

/// The system gives no thread or descriptor for a sink.
public struct SinkError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Why, in the system's words.
    public let reason: String

    public var description: String { "a sink cannot be made: \(reason)" }
}
