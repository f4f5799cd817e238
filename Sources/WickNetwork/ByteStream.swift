import CCurl
import Collections

/// A connection that carries bytes both ways, plain or through TLS. Only for use on its loop.
public final class ByteStream: CurlTransfer {
    private enum State {
        case connecting
        case open(socket: Int32)
        case closed
    }

    /// Bytes that wait to be sent, from `sent` on. TLS wants the same address again after a write that would have
    /// blocked, so an array waits as it came.
    private struct Chunk {
        let bytes: [UInt8]
        var sent = 0
    }

    /// The peer's `address:port` once connected: the proxy's, if there is one.
    public private(set) var peerAddress: String?
    /// The bytes that were written and wait to be sent.
    public private(set) var pendingBytes = 0

    private let loop: EventLoop
    private let endpoint: Endpoint
    private var easy: CurlEasy?
    private var handler: ((StreamEvent) -> Void)?
    private var state = State.connecting
    private var pending = Deque<Chunk>()
    private var hasEnded = false
    private var sendError: NetworkError?
    private var willReadAgain = false
    private var bytesThisTurn = 0
    private var turn: UInt64 = 0

    init(loop: EventLoop, endpoint: Endpoint, handler: @escaping (StreamEvent) -> Void) {
        (self.loop, self.endpoint, self.handler) = (loop, endpoint, handler)
    }

    // MARK: For its owner

    /// Whether bytes can be read and written now.
    public var isOpen: Bool { if case .open = state { true } else { false } }

    /// Reads what has come, up to the buffer's size; buffers of 64 KiB or more are the fastest.
    ///
    /// A stream that has had its share of the turn says ``ReadResult/wouldBlock`` though there is more, and gets
    /// `.readable` in the next turn.
    ///
    /// A TLS connection that is cut reads as ended: libcurl 7.88 does not tell. What must be whole needs an end of its
    /// own, such as WebSocket's close frame.
    ///
    /// - Throws: ``NetworkError/reset(endpoint:detail:)`` when the connection broke, ``NetworkError/notOpen``. There is
    ///   nothing left to do then but ``close()``.
    /// - Precondition: The caller is on the loop, and the buffer is not empty.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(NetworkError) -> ReadResult {
        loop.preconditionOnLoop()
        precondition(!buffer.isEmpty, "a read needs room")
        guard isOpen, let easy else { throw .notOpen }
        if hasEnded { return .ended }
        if turn != loop.turn { (turn, bytesThisTurn) = (loop.turn, 0) }
        guard bytesThisTurn < loop.options.turnBytesMax else {
            readAgain()
            return .wouldBlock
        }
        var count = 0
        let code = curl_easy_recv(easy.handle, buffer.baseAddress, buffer.count, &count)
        if code == CURLE_AGAIN { return .wouldBlock }
        guard code == CURLE_OK else { throw NetworkError(code, of: easy, endpoint: endpoint) }
        hasEnded = count == 0
        bytesThisTurn += count
        return hasEnded ? .ended : .bytes(count)
    }

    /// Asks for another `.readable` in the next turn, for a handler that stopped reading early.
    public func readAgain() {
        loop.preconditionOnLoop()
        guard isOpen, !willReadAgain else { return }
        willReadAgain = true
        loop.readNextTurn(self)
    }

    /// Sends bytes: at once as far as the connection takes them, the rest as soon as it does. Bytes written before
    /// `.connected` wait for it.
    ///
    /// - Throws: ``NetworkError/sendQueueFull(limit:)`` when more than ``NetworkOptions/pendingBytesMax`` bytes would
    ///   wait (then none of these was sent), ``NetworkError/reset(endpoint:detail:)``, ``NetworkError/notOpen``.
    public func write(_ bytes: [UInt8]) throws(NetworkError) {
        loop.preconditionOnLoop()
        if case .closed = state { throw .notOpen }
        if let sendError { throw sendError }
        let limit = loop.options.pendingBytesMax
        guard bytes.count <= limit - pendingBytes else { throw .sendQueueFull(limit: limit) }
        guard !bytes.isEmpty else { return }
        pending.append(Chunk(bytes: bytes))
        pendingBytes += bytes.count
        // What waits already waits for the socket, which will say so.
        if isOpen, pending.count == 1 { sendPending() }
        if let sendError { throw sendError }
    }

    /// Ends the stream at once; its handler is not called again. Harmless when it is closed, and inside the handler.
    ///
    /// What still waits to be sent is lost.
    public func close() {
        loop.preconditionOnLoop()
        if case .open(let socket) = state { loop.unwatch(socket) }
        state = .closed
        handler = nil
        pending.removeAll()
        pendingBytes = 0
        if let easy { loop.end(easy) }
        easy = nil
    }

    // MARK: For the loop

    func connect() {
        do throws(NetworkError) {
            let url = try endpoint.url.get()
            guard let easy = CurlEasy() else { throw .noResources("no memory for a connection") }
            easy.setCommon(loop.options)
            easy.set(CURLOPT_URL, url)
            easy.set(CURLOPT_CONNECT_ONLY, 1)
            easy.set(CURLOPT_HTTPPROXYTUNNEL, 1)
            easy.set(CURLOPT_DNS_CACHE_TIMEOUT, 0)
            easy.set(CURLOPT_BUFFERSIZE, 1 << 18)  // the most that one read gives
            try loop.start(self, easy)
            self.easy = easy
        } catch {
            loop.executeLater { self.fail(error) }
        }
    }

    func finished(_ code: CURLcode) {
        guard case .connecting = state, let easy else { return }
        guard code == CURLE_OK else { return fail(NetworkError(code, of: easy, endpoint: endpoint)) }
        guard let socket = easy.activeSocket else { return fail(.ended(endpoint: endpoint.description)) }
        // libcurl lets go of the connection when it is made, and may then tidy it away as idle. The first read or
        // write takes hold of it again: an empty read does, and takes nothing.
        var (nothing, count) = (UInt8(0), 0)
        _ = curl_easy_recv(easy.handle, &nothing, 0, &count)
        peerAddress = easy.peerAddress
        state = .open(socket: socket)
        loop.watch(self, socket)
        handler?(.connected)
        // What waits goes out at once; and what TLS has decrypted already would not show on the socket.
        socketReady()
    }

    func fail(_ error: NetworkError) {
        let handler = self.handler
        close()
        handler?(.failed(error))
    }

    /// Something happened on the socket: which of both directions it means is TLS's affair.
    func socketReady() {
        guard isOpen else { return }
        sendPending()
        handler?(.readable)
        // First what the peer still had to say, which may be why it no longer listens.
        if isOpen, let sendError { fail(sendError) }
    }

    func resumeReading() {
        willReadAgain = false
        if isOpen { handler?(.readable) }
    }

    /// Sends what waits, as far as the connection takes it.
    private func sendPending() {
        guard let easy else { return }
        while let chunk = pending.first {
            var count = 0
            let code = chunk.bytes.withUnsafeBytes { bytes in
                let rest = UnsafeRawBufferPointer(rebasing: bytes[chunk.sent...])
                return curl_easy_send(easy.handle, rest.baseAddress, rest.count, &count)
            }
            if code == CURLE_AGAIN { return }
            guard code == CURLE_OK else {
                sendError = NetworkError(code, of: easy, endpoint: endpoint)
                pending.removeAll()
                pendingBytes = 0
                return
            }
            pendingBytes -= count
            if chunk.sent + count == chunk.bytes.count { pending.removeFirst() } else { pending[0].sent += count }
        }
    }
}
