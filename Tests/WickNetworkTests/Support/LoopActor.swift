import Testing
import WickNetwork
import WickWebSocket

/// An actor that lives on an event loop, as the core does, and uses one stream for a test.
actor LoopActor {
    nonisolated let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    private(set) var events: [StreamEvent] = []
    private(set) var received: [UInt8] = []
    private(set) var bytesReceived = 0
    /// The most that was read in one go of the handler.
    private(set) var bytesAtOnceMax = 0
    private(set) var hasEnded = false
    private(set) var readError: NetworkError?
    private var stream: ByteStream?
    private var request: HTTPRequest?
    private var isReading = true
    private var keepsBytes = true
    private var waiters: [(condition: (isolated LoopActor) -> Bool, continuation: CheckedContinuation<Void, Never>)] =
        []

    init(_ loop: EventLoop) { self.loop = loop }

    // MARK: Waiting

    /// Waits until `condition` holds, which is asked after each event; a test's time limit is the deadline.
    func until(_ condition: @escaping @Sendable (isolated LoopActor) -> Bool) async {
        if condition(self) { return }
        await withCheckedContinuation { waiters.append((condition, $0)) }
    }

    func wakeWaiters() {
        let ready = waiters.filter { $0.condition(self) }
        waiters.removeAll { $0.condition(self) }
        for waiter in ready { waiter.continuation.resume() }
    }

    var failure: NetworkError? {
        if case .failed(let error) = events.last { error } else { nil }
    }

    var peerAddress: String? { stream?.peerAddress }
    var pendingBytes: Int { stream?.pendingBytes ?? 0 }

    /// Returns when a timer of the loop has fired.
    func timer(after delay: Duration) async {
        await withCheckedContinuation { continuation in
            loop.setTimer(at: loop.now + delay) { continuation.resume() }
        }
    }

    // MARK: A stream

    /// Opens a stream; `then` is called with each event after this actor has read what there is.
    func open(
        host: String = "127.0.0.1", port: Int, isSecure: Bool = false, keepsBytes: Bool = true,
        then: (@Sendable (isolated LoopActor, StreamEvent) -> Void)? = nil
    ) {
        self.keepsBytes = keepsBytes
        (events, received, bytesReceived, bytesAtOnceMax, hasEnded, readError) = ([], [], 0, 0, false, nil)
        stream = loop.openStream(host: host, port: port, isSecure: isSecure) { event in
            self.assumeIsolated { this in
                if event != .readable || this.events.last != .readable { this.events.append(event) }
                if event == .readable, this.isReading { this.drain() }
                then?(this, event)
                this.wakeWaiters()
            }
        }
    }

    /// Opens a stream and waits for the outcome.
    func connect(host: String = "127.0.0.1", port: Int, isSecure: Bool = false) async throws {
        open(host: host, port: port, isSecure: isSecure)
        await until { $0.events.contains(.connected) || $0.failure != nil }
        if let failure { throw failure }
    }

    func write(_ bytes: [UInt8]) throws { try stream?.write(bytes) }

    func close() { stream?.close() }

    func setReading(_ isReading: Bool) {
        self.isReading = isReading
        if isReading { stream?.readAgain() }
    }

    /// Reads once, past the handler.
    func readOnce(_ size: Int) throws -> ReadResult? {
        try withUnsafeTemporaryAllocation(byteCount: size, alignment: 1) { try stream?.read(into: $0) }
    }

    private func drain() {
        guard let stream else { return }
        let before = bytesReceived
        defer { bytesAtOnceMax = max(bytesAtOnceMax, bytesReceived - before) }
        withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 16) { buffer in
            do {
                while true {
                    switch try stream.read(into: buffer) {
                    case .bytes(let count):
                        bytesReceived += count
                        if keepsBytes { received.append(contentsOf: buffer[..<count]) }
                    case .wouldBlock: return
                    case .ended:
                        hasEnded = true
                        return
                    }
                }
            } catch {
                readError = error as? NetworkError
            }
        }
    }

    // MARK: A request

    func get(
        _ url: String, headers: [HTTPHeader] = [], timeout: Duration = .seconds(20), bodyBytesMax: Int = 1 << 20
    ) async -> Result<HTTPResponse, NetworkError> {
        await withCheckedContinuation { continuation in
            loop.get(url, headers: headers, timeout: timeout, bodyBytesMax: bodyBytesMax) {
                continuation.resume(returning: $0)
            }
        }
    }

    /// Starts a request that must not complete.
    func startRequest(_ url: String) {
        request = loop.get(url, headers: [], timeout: .seconds(60), bodyBytesMax: 10) { _ in
            Issue.record("a cancelled request completed")
        }
    }

    /// Cancels that request, twice.
    func cancelRequest() {
        for _ in 0..<2 { request?.cancel() }
    }

    /// Runs anything on the loop.
    func run<T: Sendable>(_ body: @Sendable (isolated LoopActor) throws -> T) rethrows -> T { try body(self) }
}

/// Options that the environment of the tests cannot disturb.
func testOptions(_ change: (inout NetworkOptions) -> Void = { _ in }) -> NetworkOptions {
    var options = NetworkOptions()
    options.proxy = ""
    change(&options)
    return options
}

/// Runs `body` with a loop, and ends the loop afterwards.
func withLoop(
    _ options: NetworkOptions = testOptions(), _ body: (LoopActor) async throws -> Void
) async throws {
    let loop = try EventLoop(name: "test", options: options)
    defer { loop.stop() }
    try await body(LoopActor(loop))
}
