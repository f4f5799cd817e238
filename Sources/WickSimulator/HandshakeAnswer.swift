/// What becomes of a WebSocket handshake.
enum HandshakeAnswer: Equatable, Sendable {
    case serve(StreamAddress)
    case refuse(RestReply)
}
