/// One WebSocket connection, RFC 6455 without its transport: bytes that came go in, events and bytes to write come out.
///
/// The owner of the socket does three things, in this order, whenever bytes have come:
///
/// ```swift
/// _ = try connection.receive { space in try socket.read(into: space) }
/// while let event = connection.nextEvent() {
///     if case .text(let payload) = event { connection.withPayload(payload) { scan($0) } }
/// }
/// socket.write(connection.takeOutbound())
/// ```
///
/// It reads no clock: time limits on the handshake, on silence and on closing are the owner's. A message in one frame is
/// neither copied nor allocated for.
public struct WebSocketConnection: Sendable {
    /// How far a connection has come.
    public enum State: Sendable {
        /// The opening handshake is under way.
        case connecting
        /// Messages go both ways.
        case open
        /// Our close frame is sent, the peer's has not come; messages are discarded.
        case closing
        /// Nothing is sent or taken any more. Write the outbox and drop the transport.
        case closed
    }

    enum Role: Sendable {
        case client(ClientHandshake)
        case server(ServerHandshake)
    }

    /// How far the connection has come.
    public internal(set) var state = State.connecting

    let limits: WebSocketLimits
    var role: Role
    var random: any RandomNumberGenerator & Sendable
    var input = ReceiveBuffer()
    var decoder: FrameDecoder
    var outbox = Outbox()
    /// The payloads of the control frames since the last `receive`.
    var controlBytes: [UInt8] = []
    var isStreamEnded = false
    var isEndTold = false
    /// Whether both close frames have passed.
    var isClean = false

    /// A client's connection, whose request is in the outbox at once.
    ///
    /// - Parameters:
    ///   - url: where to.
    ///   - headers: added to the request, such as `User-Agent`. A `Sec-WebSocket-Protocol` asks for subprotocols;
    ///     extensions are not spoken, so do not ask for any.
    ///   - limits: how much it takes in and keeps.
    ///   - random: gives the handshake's key and the masks, which the peer must not foresee (RFC 6455, 10.3): outside of
    ///     tests, the system's generator.
    public init(
        connectingTo url: WebSocketURL, headers: [HTTPHeader] = [], limits: WebSocketLimits = .init(),
        random: some RandomNumberGenerator & Sendable
    ) {
        var random = random
        let handshake = ClientHandshake(
            key: HandshakeKey(using: &random), headers: headers, bytesMax: limits.handshakeBytesMax)
        self.init(role: .client(handshake), limits: limits, random: random)
        outbox.append(handshake.request(to: url, headers: headers))
    }

    /// A server's connection, which waits for a request.
    public init(acceptingWith limits: WebSocketLimits = .init(), random: some RandomNumberGenerator & Sendable) {
        let handshake = ServerHandshake(bytesMax: limits.handshakeBytesMax)
        self.init(role: .server(handshake), limits: limits, random: random)
    }

    private init(role: Role, limits: WebSocketLimits, random: any RandomNumberGenerator & Sendable) {
        self.role = role
        self.limits = limits
        self.random = random
        let isServer = if case .server = role { true } else { false }
        decoder = FrameDecoder(expectsMask: isServer, messageBytesMax: limits.messageBytesMax)
    }

    /// Lets `fill` read from the transport straight into the receive buffer.
    ///
    /// Take all events before the next call: what is not decoded stays in the buffer, which grows by it. Payloads told
    /// before are void from here on. When the connection is closed, what comes is dropped.
    ///
    /// - Parameters:
    ///   - spaceMin: the least number of free bytes that `fill` is given.
    ///   - fill: writes to the front of the space and returns how many bytes it wrote; may throw, and then wrote none.
    /// - Returns: what `fill` returned.
    @discardableResult
    public mutating func receive<E: Error>(
        spaceMin: Int = 65_536, _ fill: (UnsafeMutableRawBufferPointer) throws(E) -> Int
    ) throws(E) -> Int {
        controlBytes.removeAll(keepingCapacity: true)
        if state == .closed { input.removeAll() }
        return try input.receive(spaceMin: spaceMin, fill)
    }

    /// Takes in bytes from the transport, for tests and where a copy does not matter.
    public mutating func receive(_ bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        receive(spaceMin: bytes.count) { space in
            space.copyBytes(from: bytes)
            return bytes.count
        }
    }

    /// Notes that the transport has ended; what came before is told first, then ``WebSocketEvent/ended(isClean:)``.
    public mutating func endOfStream() { isStreamEnded = true }

    /// What the connection has to tell next, or `nil` until more bytes come.
    public mutating func nextEvent() -> WebSocketEvent? {
        do throws(WebSocketFailure) {
            switch state {
            case .connecting: if let event = try nextHandshakeEvent() { return event }
            case .open, .closing: if let event = try nextFrameEvent() { return event }
            case .closed: break
            }
        } catch {
            return fail(error)
        }
        guard isStreamEnded, !isEndTold else { return nil }
        isEndTold = true
        state = .closed
        return .ended(isClean: isClean)
    }

    /// Lends the bytes of a payload that an event told since the last `receive`; they are valid within `body` only.
    /// - Precondition: the payload is of this connection, and no `receive` has come since.
    public func withPayload<R>(
        _ payload: WebSocketPayload, _ body: (UnsafeRawBufferPointer) throws -> R
    ) rethrows -> R {
        let range = payload.offset..<payload.offset + payload.count
        if payload.isControl { return try controlBytes[range].withUnsafeBytes(body) }
        return try input.withBytes(range, body)
    }

    /// Whether there are bytes to write.
    public var hasOutbound: Bool { outbox.count > 0 }

    /// The bytes to write to the transport, in order; they are the caller's now.
    public mutating func takeOutbound() -> [UInt8] { outbox.take() }
}
