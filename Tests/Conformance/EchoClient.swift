import WickNetwork
import WickWebSocket

/// Opens one WebSocket connection after the other, on the event loop and with the protocol that the monitor itself
/// uses, and sends back every message.
actor EchoClient {
    /// What became of a connection.
    struct Visit {
        /// The last text message that came.
        var lastText: String?
        /// Why there was no connection, or why it broke before an end was told.
        var trouble: String?
    }

    nonisolated let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// How long one connection may take: the suite itself ends a case after 100 s at most.
    private static let patience = Duration.seconds(120)
    /// How long the server has for closing TCP, which is its part.
    private static let closePatience = Duration.seconds(5)
    /// What the suite's largest message, of 16 MiB, needs.
    private static let limits = WebSocketLimits(messageBytesMax: 32 << 20, outboundBytesMax: 64 << 20)

    private var stream: ByteStream?
    private var connection: WebSocketConnection?
    private var sendsBack = false
    private var visit = Visit()
    /// Whether the end was told, by a close frame or a failure: the server then drops TCP in its own way.
    private var isOver = false
    private var timer: LoopTimer?
    private var waiter: CheckedContinuation<Void, Never>?

    init() throws(NetworkError) {
        var options = NetworkOptions()
        options.pendingBytesMax = 64 << 20
        options.proxy = ""
        loop = try EventLoop(name: "wick-echo", options: options)
    }

    /// Connects, and returns once the connection has ended, however it did.
    func visit(_ url: WebSocketURL, sendsBack: Bool) async -> Visit {
        self.sendsBack = sendsBack
        (visit, isOver) = (Visit(), false)
        connection = WebSocketConnection(
            connectingTo: url, limits: Self.limits, random: SystemRandomNumberGenerator())
        stream = loop.openStream(host: url.host, port: url.port, isSecure: url.isSecure) { event in
            self.assumeIsolated { $0.take(event) }
        }
        endAfter(Self.patience, "no end within \(Self.patience)")
        await withCheckedContinuation { waiter = $0 }
        return visit
    }

    private func take(_ event: StreamEvent) {
        switch event {
        case .connected: write()
        case .readable: read()
        case .failed(let error): end("\(error)")
        }
    }

    private func read() {
        guard let stream else { return }
        var result = ReadResult.wouldBlock
        repeat {
            do throws(NetworkError) {
                _ = try connection?.receive(spaceMin: 1 << 18) { (space) throws(NetworkError) -> Int in
                    result = try stream.read(into: space)
                    if case .bytes(let count) = result { return count }
                    return 0
                }
            } catch {
                return end("\(error)")
            }
            if result == .ended { connection?.endOfStream() }
            while let event = connection?.nextEvent() { take(event) }
            write()
        } while result != .wouldBlock && result != .ended && self.stream != nil
    }

    private func take(_ event: WebSocketEvent) {
        switch event {
        case .text(let payload):
            let bytes = copy(payload)
            if sendsBack {
                connection?.sendText(bytes)
            } else {
                visit.lastText = String(decoding: bytes, as: UTF8.self)
            }
        case .binary(let payload):
            let bytes = copy(payload)
            if sendsBack { connection?.sendBinary(bytes) }
        case .refused(let response): end("refused with HTTP \(response.status)")
        case .closeReceived, .failed:
            isOver = true
            endAfter(Self.closePatience, nil)
        case .ended: end(nil)
        case .opened, .requested, .ping, .pong: break
        }
    }

    private func copy(_ payload: WebSocketPayload) -> [UInt8] {
        connection?.withPayload(payload) { Array($0) } ?? []
    }

    private func write() {
        guard let bytes = connection?.takeOutbound(), !bytes.isEmpty, let stream else { return }
        do throws(NetworkError) {
            try stream.write(bytes)
        } catch {
            end("\(error)")
        }
    }

    private func endAfter(_ patience: Duration, _ trouble: String?) {
        timer?.cancel()
        timer = loop.setTimer(at: loop.now + patience) { self.assumeIsolated { $0.end(trouble) } }
    }

    private func end(_ trouble: String?) {
        guard let waiter else { return }
        visit.trouble = isOver ? nil : trouble
        timer?.cancel()
        stream?.close()
        (stream, connection, self.waiter) = (nil, nil, nil)
        waiter.resume()
    }
}
