import CCurl
import Glibc
import Synchronization
import WickWebSocket

/// One thread that waits for sockets, timers and jobs, and does one thing after the other.
///
/// It is a serial executor: an actor that returns it as `unownedExecutor` runs on its thread, and what the loop calls
/// (handlers, timers, completions) may enter that actor with `assumeIsolated`.
///
/// A turn of the loop runs the jobs that were waiting, then the timers that are due, then the sockets that are ready.
/// Each gets its share: a stream that never runs dry yields after ``NetworkOptions/turnBytesMax``. With nothing to do
/// the thread sleeps in the kernel.
///
/// The thread keeps the loop alive until ``stop()``.
// Unchecked: `inbox`, `owner`, `options` and `endBell` are safe on any thread by their types, and `Poller.wake()` is one
// system call. Everything else is touched only by the thread that `owner` names, behind `preconditionOnLoop()`, and
// what a late thread takes over from the loop's it takes over under the inbox's lock.
public final class EventLoop: SerialExecutor, @unchecked Sendable {
    public let options: NetworkOptions
    let inbox = Inbox()
    let poller: Poller
    /// An eventfd that rings for good once the thread has done its work.
    let endBell: Int32
    /// The thread that runs this loop's work at the moment, as `pthread_self` names it; 0 for none.
    let owner = Atomic<UInt>(0)

    var timers = TimerQueue()
    var isStopping = false
    var multi: CurlMulti?
    var streams: [Int32: ByteStream] = [:]
    var streamsToRead: [ByteStream] = []
    var batch: [Inbox.Work] = []
    var turn: UInt64 = 0

    /// Starts the loop's thread.
    ///
    /// All signals but those of a crash are blocked on it, and on those that libcurl starts from it to look up names:
    /// they go to the other threads of the process, and a connection that breaks raises no SIGPIPE.
    ///
    /// - Parameter name: The thread's name in tools such as `top`; its first 15 bytes count.
    /// - Parameter options: how connections are made.
    /// - Throws: ``NetworkError/badRequest(_:)`` for options that cannot be used, ``NetworkError/noResources(_:)``
    ///   when the system gives no thread or descriptors.
    public init(name: String, options: NetworkOptions) throws(NetworkError) {
        self.options = try options.completed()
        poller = try Poller()
        multi = try CurlMulti(poller: poller)
        endBell = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        guard endBell >= 0 else {
            throw .noResources("no descriptor for the event loop: \(String(cString: strerror(errno)))")
        }
        try startThread(name)
    }

    deinit { close(endBell) }

    // MARK: From any thread

    /// Runs `body` on the loop, after what was asked for before; also from the loop itself.
    public func execute(_ body: @escaping @Sendable () -> Void) { submit(.body(body)) }

    /// Ends the loop: whatever is open fails with ``NetworkError/stopped`` and is closed, timers are dropped, what was
    /// asked for is still run, and the thread ends. From any thread, as often as wanted; it does not wait.
    ///
    /// What comes later still runs, so that nobody who awaits an actor of this loop waits for ever: one after the
    /// other, on the threads that bring it. Nothing can be opened then.
    public func stop() {
        if inbox.stop() == .wake { poller.wake() }
    }

    /// Waits until the thread has run the last of its work; blocks the caller, so not from a task, nor on the loop.
    ///
    /// - Returns: Whether it ended in time.
    public func waitForEnd(timeout: Duration) -> Bool {
        var poll = pollfd(fd: endBell, events: Int16(POLLIN), revents: 0)
        let deadline = ContinuousClock.now.advanced(by: timeout)
        while true {
            let left = ContinuousClock.now.duration(to: deadline)
            let count = Glibc.poll(&poll, 1, left > .zero ? Int32(min(left.wholeMilliseconds, Int(Int32.max))) : 0)
            if count > 0 { return true }
            if left <= .zero { return false }  // else the time is up in the next round, or a signal came
        }
    }

    /// Whether the caller runs on the loop.
    public var isOnLoop: Bool { owner.load(ordering: .relaxed) == pthread_self() }

    /// libcurl's version and those of the libraries that it uses.
    public static var libraryVersion: String { String(cString: curl_version()) }

    /// The time that timers go by.
    public var now: ContinuousClock.Instant { .now }

    func submit(_ work: Inbox.Work) {
        // Work that is done before this returns may let go of the actor that alone holds the loop, and an executor is not
        // kept by whoever enqueues on it.
        let this = Unmanaged.passRetained(self)
        defer { this.release() }
        switch inbox.add(work) {
        case .none: break
        case .wake: poller.wake()
        case .runLate: runLate()
        }
    }

    // MARK: On the loop

    /// Runs `body` at `deadline`, or as soon after it as the loop gets to it; timers of the same moment in the order
    /// of setting. Not before this call returns. Once the loop is stopping, never.
    ///
    /// - Precondition: The caller is on the loop.
    @discardableResult
    public func setTimer(at deadline: ContinuousClock.Instant, _ body: @escaping () -> Void) -> LoopTimer {
        preconditionOnLoop()
        let timer = LoopTimer(self, body)
        if isStopping { timer.drop() } else { timers.add(timer, at: deadline) }
        return timer
    }

    func preconditionOnLoop() {
        precondition(isOnLoop, "this belongs to the event loop: call it there, or hand it over with execute(_:)")
    }

    /// Runs `body` in the next turn.
    func executeLater(_ body: @escaping () -> Void) {
        preconditionOnLoop()
        // Safe: made on the loop, run on the loop; the inbox in between only keeps it.
        nonisolated(unsafe) let body = body
        execute { body() }
    }

    /// Starts a transfer, unless the loop is stopping.
    func start(_ transfer: any CurlTransfer, _ easy: CurlEasy) throws(NetworkError) {
        guard !isStopping, let multi else { throw .stopped }
        try multi.add(transfer, easy)
    }

    func end(_ easy: CurlEasy) { multi?.remove(easy) }

    func watch(_ stream: ByteStream, _ socket: Int32) {
        streams[socket] = stream
        // Edges only: a stream is told of news once, and reads and writes until there is no more.
        poller.watch(socket, EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLRDHUP.rawValue | EPOLLET.rawValue)
    }

    func unwatch(_ socket: Int32) {
        poller.forget(socket)
        streams[socket] = nil
    }

    func readNextTurn(_ stream: ByteStream) { streamsToRead.append(stream) }
}
