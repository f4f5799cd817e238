extension WebSocketConnection {
    /// Queues a text message.
    /// - Returns: `false`, and nothing is queued, if the connection is not open or the outbox has no room for it.
    @discardableResult
    public mutating func sendText(_ text: String) -> Bool { enqueue(.text, text.utf8) }

    /// Queues a text message that is UTF-8 already.
    /// - Returns: `false`, and nothing is queued, if the connection is not open, the outbox has no room for it, or it
    ///   is not UTF-8.
    @discardableResult
    public mutating func sendText(_ utf8: some Collection<UInt8>) -> Bool {
        let bytes = Array(utf8)
        var validator = UTF8Validator()
        guard validator.accepts(bytes.span.bytes), validator.isComplete else { return false }
        return enqueue(.text, bytes)
    }

    /// Queues a binary message.
    /// - Returns: `false`, and nothing is queued, if the connection is not open or the outbox has no room for it.
    @discardableResult
    public mutating func sendBinary(_ bytes: some Collection<UInt8>) -> Bool { enqueue(.binary, bytes) }

    /// Queues a ping.
    /// - Parameter payload: at most 125 bytes, which the pong repeats.
    /// - Returns: `false`, and nothing is queued, if the connection is not open, the outbox has no room for it, or the
    ///   payload is too long.
    @discardableResult
    public mutating func sendPing(_ payload: some Collection<UInt8> = []) -> Bool { enqueue(.ping, payload) }

    /// Queues a pong that nobody asked for; those that answer pings are queued without it.
    /// - Parameter payload: at most 125 bytes.
    /// - Returns: `false`, and nothing is queued, if the connection is not open, the outbox has no room for it, or the
    ///   payload is too long.
    @discardableResult
    public mutating func sendPong(_ payload: some Collection<UInt8> = []) -> Bool { enqueue(.pong, payload) }

    /// Queues our close frame; then the peer's is awaited. Where the handshake is not over, the connection is closed at
    /// once and what has not been written yet is dropped. Does nothing if we have closed before.
    ///
    /// - Parameter code: why, as RFC 6455 numbers it.
    /// - Parameter reason: for people; cut at a character to the 123 bytes that a close frame has room for.
    public mutating func close(code: WebSocketCloseCode = .normalClosure, reason: String = "") {
        switch state {
        case .connecting:
            outbox.removeAll()
            state = .closed
        case .open:
            enqueueClose(code, reason: reason)
            state = .closing
        case .closing, .closed: break
        }
    }

    /// Server: accepts the request that was told last, and opens the connection.
    /// - Parameter headers: added to the answer, such as the chosen `Sec-WebSocket-Protocol`.
    public mutating func accept(headers: [HTTPHeader] = []) {
        guard state == .connecting, case .server(let handshake) = role, let key = handshake.key else { return }
        outbox.append(ServerHandshake.acceptance(of: key, headers: headers))
        state = .open
    }

    /// Server: refuses the request that was told last.
    /// - Parameter response: any status but 101; `Content-Length` and `Connection: close` are added.
    public mutating func refuse(_ response: HTTPResponse) {
        guard state == .connecting, case .server(let handshake) = role, handshake.key != nil else { return }
        outbox.append(ServerHandshake.refusal(response))
        state = .closed
    }

    /// Puts a frame into the outbox if that has room and the connection is open.
    mutating func enqueue(_ opcode: Opcode, isFinal: Bool = true, _ payload: some Collection<UInt8>) -> Bool {
        let payloadCount = payload.count
        guard state == .open, !opcode.isControl || payloadCount <= FrameHeader.controlPayloadMax,
            payloadCount + FrameHeader.byteCountMax <= limits.outboundBytesMax - outbox.count
        else { return false }
        let header = FrameHeader(opcode: opcode, isFinal: isFinal, payloadCount: payloadCount, key: nextKey())
        outbox.append(header, payload)
        return true
    }

    /// Puts a close frame into the outbox, be it full or not.
    mutating func enqueueClose(_ code: WebSocketCloseCode?, reason: String) {
        var payload = code.map { [UInt8($0.rawValue >> 8), UInt8(truncatingIfNeeded: $0.rawValue)] } ?? []
        for character in reason {
            guard payload.count + character.utf8.count <= FrameHeader.controlPayloadMax else { break }
            payload += character.utf8
        }
        outbox.append(FrameHeader(opcode: .close, payloadCount: payload.count, key: nextKey()), payload)
    }

    /// A fresh mask for each frame of a client; none for a server's.
    private mutating func nextKey() -> MaskingKey? {
        guard case .client = role else { return nil }
        return MaskingKey(word: UInt32(truncatingIfNeeded: random.next()))
    }
}
