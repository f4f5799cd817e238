extension WebSocketConnection {
    /// The next thing that frames tell. Kept apart from the handshake: this is the path of every message.
    mutating func nextFrameEvent() throws(WebSocketFailure) -> WebSocketEvent? {
        while state != .closed, let frame = try decoder.next(in: &input) {
            // Behind our own close frame, all is discarded until the peer's.
            if state == .open || frame.opcode == .close, let event = try event(for: frame) { return event }
        }
        return nil
    }

    private mutating func event(for frame: FrameDecoder.Frame) throws(WebSocketFailure) -> WebSocketEvent? {
        switch frame.opcode {
        case .text: return .text(payload(frame.range))
        case .binary: return .binary(payload(frame.range))
        case .ping:
            let payload = controlPayload(frame.range)
            guard enqueue(.pong, controlBytes[payload.offset...]) else {
                throw .outboxFull(bytesMax: limits.outboundBytesMax)
            }
            return .ping(payload)
        case .pong: return .pong(controlPayload(frame.range))
        case .close: return try closeReceived(frame.range)
        case .continuation: return nil  // the decoder joins these
        }
    }

    private func payload(_ range: Range<Int>) -> WebSocketPayload {
        WebSocketPayload(count: range.count, offset: range.lowerBound, isControl: false)
    }

    private mutating func controlPayload(_ range: Range<Int>) -> WebSocketPayload {
        let offset = controlBytes.count
        input.withBytes(range) { controlBytes.append(contentsOf: $0) }
        return WebSocketPayload(count: range.count, offset: offset, isControl: true)
    }

    private mutating func closeReceived(_ range: Range<Int>) throws(WebSocketFailure) -> WebSocketEvent {
        let (code, reason) = try closePayload(input.withBytes(range) { Array($0) })
        if state == .open { enqueueClose(code, reason: "") }
        isClean = true
        state = .closed
        return .closeReceived(code: code, reason: reason)
    }

    private func closePayload(
        _ payload: [UInt8]
    ) throws(WebSocketFailure) -> (code: WebSocketCloseCode?, reason: String) {
        if payload.isEmpty { return (nil, "") }
        guard payload.count >= 2 else { throw .closeCodeCut }
        let rawCode = UInt16(payload[0]) << 8 | UInt16(payload[1])
        guard let code = WebSocketCloseCode(rawValue: rawCode) else { throw .closeCodeInvalid(rawCode) }
        guard let reason = String(validating: payload[2...], as: UTF8.self) else { throw .closeReasonMalformed }
        return (code, reason)
    }

    /// The next thing that the opening handshake tells.
    mutating func nextHandshakeEvent() throws(WebSocketFailure) -> WebSocketEvent? {
        switch role {
        case .client(var handshake):
            let response = try handshake.next(in: &input, isEnd: isStreamEnded)
            role = .client(handshake)
            guard let response else { return nil }
            state = response.status == 101 ? .open : .closed
            return state == .open ? .opened(response) : .refused(response)
        case .server(var handshake):
            let request = try handshake.next(in: &input)
            role = .server(handshake)
            return request.map { .requested($0) }
        }
    }

    /// Ends the connection for the peer's fault, and tells the peer as far as it can still be told.
    mutating func fail(_ failure: WebSocketFailure) -> WebSocketEvent {
        switch (state, role) {
        case (.open, _): enqueueClose(failure.closeCode, reason: "")
        case (.connecting, .server): outbox.append(ServerHandshake.refusal(of: failure))
        case (.connecting, .client), (.closing, _), (.closed, _): break
        }
        state = .closed
        return .failed(failure)
    }
}
