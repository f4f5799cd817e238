import NIOWebSocket

/// What a frame to a client is there for.
enum FrameKind: Equatable, Sendable {
    case stream, reply, ping, pong, close

    var opcode: WebSocketOpcode {
        switch self {
        case .stream, .reply: .text
        case .ping: .ping
        case .pong: .pong
        case .close: .connectionClose
        }
    }
}
