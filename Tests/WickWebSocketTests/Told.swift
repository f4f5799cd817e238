import WickWebSocket

/// An event with the bytes that it told, so that tests compare values and not places in a buffer.
enum Told: Equatable, Sendable {
    case opened(HTTPResponse)
    case refused(HTTPResponse)
    case requested(WebSocketRequest)
    case text(String)
    case binary([UInt8])
    case ping([UInt8])
    case pong([UInt8])
    case closeReceived(UInt16?, String)
    case failed(WebSocketFailure)
    case ended(isClean: Bool)
}

extension WebSocketConnection {
    /// All events due. The payloads are read behind the last one, for they last until the next `receive`.
    mutating func tellAll() -> [Told] {
        var events: [WebSocketEvent] = []
        while let event = nextEvent() { events.append(event) }
        return events.map { told($0) }
    }

    /// Takes in bytes and gives all events that they cause.
    mutating func tellAll(after bytes: some Sequence<UInt8>) -> [Told] {
        receive(bytes)
        return tellAll()
    }

    private func told(_ event: WebSocketEvent) -> Told {
        switch event {
        case .opened(let response): .opened(response)
        case .refused(let response): .refused(response)
        case .requested(let request): .requested(request)
        case .text(let payload): .text(String(decoding: bytes(payload), as: UTF8.self))
        case .binary(let payload): .binary(bytes(payload))
        case .ping(let payload): .ping(bytes(payload))
        case .pong(let payload): .pong(bytes(payload))
        case .closeReceived(let code, let reason): .closeReceived(code?.rawValue, reason)
        case .failed(let failure): .failed(failure)
        case .ended(let isClean): .ended(isClean: isClean)
        }
    }

    private func bytes(_ payload: WebSocketPayload) -> [UInt8] { withPayload(payload) { Array($0) } }
}
