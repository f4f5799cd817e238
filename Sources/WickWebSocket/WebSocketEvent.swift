/// What a connection has to tell, one thing at a time and in the order of the peer's bytes.
public enum WebSocketEvent: Equatable, Sendable {
    /// Client: the server accepted the handshake, and messages may be sent.
    case opened(HTTPResponse)
    /// Client: the server answered otherwise than with 101; the body as far as it came, within the limits.
    case refused(HTTPResponse)
    /// Server: a client asks; answer with ``WebSocketConnection/accept(headers:)`` or
    /// ``WebSocketConnection/refuse(_:)``.
    case requested(WebSocketRequest)
    /// A whole text message, which is valid UTF-8.
    case text(WebSocketPayload)
    /// A whole binary message.
    case binary(WebSocketPayload)
    /// A ping; the pong with the same payload is in the outbox already.
    case ping(WebSocketPayload)
    /// A pong, asked for or not.
    case pong(WebSocketPayload)
    /// The peer's close frame; without a code where it holds none. The reason is the peer's own text, of at most 123
    /// bytes: escape it before it goes to a terminal. The echo is in the outbox already, unless our close
    /// frame went first. The connection is closed: write the outbox, then drop the transport; a client gives the
    /// server a moment to do so first (RFC 6455, 7.1.1).
    case closeReceived(code: WebSocketCloseCode?, reason: String)
    /// The peer broke the protocol or a limit; the close frame with the right code (in a server's handshake, the
    /// refusal) is in the outbox already. Nothing follows but ``ended(isClean:)``.
    case failed(WebSocketFailure)
    /// The transport ended; clean if both close frames had passed before.
    case ended(isClean: Bool)
}
