import Dispatch
import Glibc
import Synchronization

/// The exchange of the benchmarks: a server on loopback that answers what a feed asks, takes its subscriptions, and then
/// sends what it is given as fast as the socket takes it.
final class ExchangeServer: Sendable {
    private struct State {
        var stream: Int32?
        var subscribed = 0
    }

    /// The port that it listens on.
    let port: Int
    let answers: RequestAnswers
    private let listener: Int32
    private let state = Mutex(State())
    private let subscriptions = DispatchSemaphore(value: 0)
    private let pongs = DispatchSemaphore(value: 0)

    /// A server that listens already.
    init(_ market: Market) throws {
        answers = RequestAnswers(market)
        (listener, port) = try Socket.listen()
        Thread.start { self.acceptAll() }
    }

    /// Ends it; connections end when their clients go.
    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    // MARK: For the benchmark

    /// Waits until so many series are subscribed.
    func waitForSubscriptions(_ count: Int, seconds: Int) throws {
        let deadline = DispatchTime.now() + .seconds(seconds)
        while state.withLock({ $0.subscribed }) < count {
            guard subscriptions.wait(timeout: deadline) == .success else {
                throw BenchmarkError("only \(state.withLock { $0.subscribed }) of \(count) series were subscribed")
            }
        }
    }

    /// Sends bytes on the stream connection; returns when the system has taken them.
    func send(_ bytes: UnsafeRawBufferPointer) throws {
        guard let stream = state.withLock({ $0.stream }) else { throw BenchmarkError("there is no stream connection") }
        try Socket.send(bytes, to: stream)
    }

    func send(_ tape: Tape) throws { try tape.bytes.withUnsafeBytes { try send($0) } }

    /// Sends a ping and waits for its pong: all that was sent before has been applied then, for a message is applied in
    /// full before the next frame is looked at.
    func waitUntilApplied(seconds: Int = 60) throws {
        let ping: [UInt8] = [0x89, 0]
        try ping.withUnsafeBytes { try send($0) }
        guard pongs.wait(timeout: .now() + .seconds(seconds)) == .success else {
            throw BenchmarkError("what was sent was not applied within \(seconds) s")
        }
    }

    // MARK: For the connections

    func streamOpened(_ socket: Int32) { state.withLock { $0.stream = socket } }

    func streamClosed() { state.withLock { $0.stream = nil } }

    func subscribed(_ count: Int) {
        state.withLock { $0.subscribed += count }
        subscriptions.signal()
    }

    func pongReceived() { pongs.signal() }

    private func acceptAll() {
        while true {
            let socket = accept(listener, nil, nil)
            guard socket >= 0 else { break }
            Socket.setNoDelay(socket)
            Thread.start {
                var connection = ServerConnection(socket, of: self)
                connection.run()
                close(socket)
            }
        }
        close(listener)
    }
}
