/// How a peer broke the protocol, or a limit of this end.
public enum WebSocketFailure: Error, Equatable, Sendable {
    /// The head of the handshake is not HTTP/1.1; says where.
    case headMalformed(String)
    /// The handshake does not end within ``WebSocketLimits/handshakeBytesMax``.
    case handshakeTooLong(bytesMax: Int)
    /// A header that the handshake needs is missing or has another value.
    case headerWrong(name: String, value: String?, expected: String)
    /// The server chose an extension or subprotocol that was not asked for.
    case headerNotAskedFor(name: String, value: String)
    /// The client asks with another method than GET.
    case methodNotGet(String)

    /// A reserved bit is set though no extension was agreed on.
    case reservedBits
    /// The opcode has no meaning: 3 to 7 or 11 to 15.
    case reservedOpcode(UInt8)
    /// A ping, pong or close frame comes in fragments.
    case controlFragmented
    /// A ping, pong or close frame has more than 125 bytes.
    case controlTooLong
    /// A length is written in more bytes than it needs, or its highest bit is set.
    case lengthMalformed
    /// A client's frame is not masked.
    case maskMissing
    /// A server's frame is masked.
    case maskUnexpected
    /// A continuation frame comes with no message begun.
    case continuationUnexpected
    /// A message begins before the last fragment of the one before.
    case continuationExpected
    /// A message exceeds ``WebSocketLimits/messageBytesMax``.
    case messageTooLong(bytesMax: Int)
    /// A text message is not UTF-8.
    case textMalformed
    /// A close frame's payload has one byte, which is no code.
    case closeCodeCut
    /// A close frame's code may not stand there.
    case closeCodeInvalid(UInt16)
    /// A close frame's reason is not UTF-8.
    case closeReasonMalformed
    /// The peer sends pings and reads no pong: ``WebSocketLimits/outboundBytesMax`` is reached.
    case outboxFull(bytesMax: Int)

    /// The code that tells the peer.
    public var closeCode: WebSocketCloseCode {
        switch self {
        case .textMalformed, .closeReasonMalformed: .invalidPayload
        case .messageTooLong: .messageTooBig
        case .outboxFull: .policyViolation
        case .headMalformed, .handshakeTooLong, .headerWrong, .headerNotAskedFor, .methodNotGet, .reservedBits,
            .reservedOpcode, .controlFragmented, .controlTooLong, .lengthMalformed, .maskMissing, .maskUnexpected,
            .continuationUnexpected, .continuationExpected, .closeCodeCut, .closeCodeInvalid:
            .protocolError
        }
    }
}

extension WebSocketFailure: CustomStringConvertible {
    public var description: String {
        switch self {
        case .headMalformed(let detail): "WebSocket handshake: \(detail)"
        case .handshakeTooLong(let bytesMax): "WebSocket handshake: longer than \(bytesMax) bytes"
        case .headerWrong(let name, let value, let expected):
            "WebSocket handshake: \(name) is \(value?.quoted ?? "missing"), must be \(expected)"
        case .headerNotAskedFor(let name, let value): "WebSocket handshake: \(name) \(value.quoted) was not asked for"
        case .methodNotGet(let method): "WebSocket handshake: method \(method.quoted), must be GET"
        case .reservedBits: "WebSocket frame: a reserved bit is set, must be 0 without extensions"
        case .reservedOpcode(let opcode): "WebSocket frame: opcode \(opcode), must be 0, 1, 2, 8, 9 or 10"
        case .controlFragmented: "WebSocket frame: a control frame in fragments, must be whole"
        case .controlTooLong: "WebSocket frame: a control frame of more than 125 bytes"
        case .lengthMalformed: "WebSocket frame: a length not written in the fewest bytes"
        case .maskMissing: "WebSocket frame: from a client but not masked"
        case .maskUnexpected: "WebSocket frame: from a server but masked"
        case .continuationUnexpected: "WebSocket frame: a continuation of no message"
        case .continuationExpected: "WebSocket frame: a message begins before the last one's end"
        case .messageTooLong(let bytesMax): "WebSocket message: longer than \(bytesMax) bytes"
        case .textMalformed: "WebSocket message: text that is not UTF-8"
        case .closeCodeCut: "WebSocket close: a payload of 1 byte, must be none or at least 2"
        case .closeCodeInvalid(let code): "WebSocket close: code \(code) may not be sent"
        case .closeReasonMalformed: "WebSocket close: a reason that is not UTF-8"
        case .outboxFull(let bytesMax): "WebSocket: \(bytesMax) bytes wait, for the peer sends pings and reads no pong"
        }
    }
}
