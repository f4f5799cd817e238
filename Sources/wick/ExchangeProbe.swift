import WickFeed
import WickMarket
import WickNetwork
import WickWebSocket

/// Asks an exchange a few questions, over the event loop and the protocol that the monitor itself uses. Every answer
/// comes before a deadline, or is that there was none.
actor ExchangeProbe {
    /// What became of a stream connection.
    enum Opening: Sendable {
        /// It is open, to a peer of this address.
        case opened(peer: String?)
        /// The exchange answered otherwise than with an upgrade.
        case refused(HTTPResponse)
        /// There is no connection, for this reason.
        case failed(String)
    }

    /// What a stream connection brought.
    struct Harvest: Sendable {
        /// The series that sent something, by their place in what was subscribed.
        var seen: Set<Int> = []
        /// Why the connection ended, or what the exchange complained of.
        var trouble: String?
    }

    nonisolated let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// The largest answer to a request: the rules of all symbols of an exchange are some 20 MiB.
    private static let answerBytesMax = 64 << 20

    private let exchange: any Exchange
    private var stream: ByteStream?
    private var connection: WebSocketConnection?
    private var table = SeriesTable()
    private var wanted = 0
    private var harvest = Harvest()
    private var timer: LoopTimer?
    private var openingWaiter: CheckedContinuation<Opening, Never>?
    private var harvestWaiter: CheckedContinuation<Void, Never>?

    init(exchange: any Exchange, loop: EventLoop) { (self.exchange, self.loop) = (exchange, loop) }

    // MARK: Questions

    /// The answer to a request, and how long it took.
    func get(_ request: RESTRequest, timeout: Duration) async -> (Result<HTTPResponse, NetworkError>, Duration) {
        let start = loop.now
        let answer = await withCheckedContinuation { continuation in
            loop.get(request.url, headers: [], timeout: timeout, bodyBytesMax: Self.answerBytesMax) {
                continuation.resume(returning: $0)
            }
        }
        return (answer, loop.now - start)
    }

    /// Opens a stream connection, which stays open for ``firstMessages(of:timeout:)``.
    func openStream(_ url: WebSocketURL, timeout: Duration) async -> Opening {
        connection = WebSocketConnection(connectingTo: url, random: SystemRandomNumberGenerator())
        stream = loop.openStream(host: url.host, port: url.port, isSecure: url.isSecure) { event in
            self.assumeIsolated { $0.take(event) }
        }
        timer = loop.setTimer(at: loop.now + timeout) {
            self.assumeIsolated { $0.end("no answer to the WebSocket handshake in time") }
        }
        return await withCheckedContinuation { openingWaiter = $0 }
    }

    /// Subscribes series, and waits until each has sent something, the connection ends, or the time is up.
    /// - Parameter keys: at most as many as go into one request.
    func firstMessages(of keys: [SeriesKey], timeout: Duration) async -> Harvest {
        (table, wanted) = (SeriesTable(keys), keys.count)
        guard connection?.sendText(exchange.subscribeMessage(keys, id: 1)) == true else { return harvest }
        write()
        timer = loop.setTimer(at: loop.now + timeout) { self.assumeIsolated { $0.finishHarvest() } }
        await withCheckedContinuation { harvestWaiter = $0 }
        return harvest
    }

    /// Says goodbye, if a connection is open.
    func close() {
        connection?.close()
        write()
        end("closed")
    }

    // MARK: The connection

    private func take(_ event: StreamEvent) {
        switch event {
        case .connected: write()
        case .readable: read()
        case .failed(let error): end("\(error)")
        }
    }

    private func read() {
        guard let stream else { return }
        var result: ReadResult
        repeat {
            result = .wouldBlock
            do throws(NetworkError) {
                _ = try connection?.receive { (space) throws(NetworkError) -> Int in
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
        case .opened: finishOpening(.opened(peer: stream?.peerAddress))
        case .refused(let response): finishOpening(.refused(response))
        case .text(let payload): take(payload)
        case .closeReceived(let code, _): end("the exchange closed the connection (\(code?.rawValue ?? 1005))")
        case .failed(let failure): end("the exchange broke the WebSocket protocol: \(failure)")
        case .ended: end("the exchange ended the connection")
        case .binary, .requested, .ping, .pong: break
        }
    }

    private func take(_ payload: WebSocketPayload) {
        guard let connection else { return }
        switch connection.withPayload(payload, { exchange.decode($0, in: table) }) {
        case .candle(let update):
            harvest.seen.insert(update.series)
            if harvest.seen.count == wanted { finishHarvest() }
        case .refused(_, let code, let message):
            harvest.trouble = "the subscription was refused (\(code.map(String.init) ?? "no code")): \(message)"
            finishHarvest()
        case .malformed(let what, let place): harvest.trouble = "a message cannot be read: \(what) at byte \(place)"
        case .accepted, .shutdownAnnounced, .unknownSeries, .ignored: break
        }
    }

    private func write() {
        guard let bytes = connection?.takeOutbound(), !bytes.isEmpty, let stream else { return }
        do throws(NetworkError) {
            try stream.write(bytes)
        } catch {
            end("\(error)")
        }
    }

    // MARK: Ends

    private func end(_ reason: String) {
        stream?.close()
        (stream, connection) = (nil, nil)
        if harvest.trouble == nil { harvest.trouble = reason }
        finishOpening(.failed(reason))
        finishHarvest()
    }

    private func finishOpening(_ opening: Opening) {
        timer?.cancel()
        openingWaiter?.resume(returning: opening)
        openingWaiter = nil
    }

    private func finishHarvest() {
        timer?.cancel()
        harvestWaiter?.resume()
        harvestWaiter = nil
    }
}
