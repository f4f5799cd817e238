/// What one connection may take, all in bytes. Each bound is checked before memory is spent on what exceeds it.
///
/// Fragments need no bound of their own: they are joined as they come, so that even an endless row of empty ones
/// occupies nothing.
public struct WebSocketLimits: Equatable, Sendable {
    /// The longest opening handshake: the head of the peer's message, and as much again for the body of a refusal.
    public var handshakeBytesMax: Int
    /// The longest message, all its fragments together; a longer one fails the connection with code 1009 as soon as a
    /// frame's header announces it.
    public var messageBytesMax: Int
    /// The most bytes that wait to be sent. Beyond, sending is refused; and where pongs fill it, because the peer
    /// floods us with pings and reads nothing, the connection fails with code 1008.
    public var outboundBytesMax: Int

    /// Limits; the defaults suit a client of a market data stream.
    public init(
        handshakeBytesMax: Int = 65_536, messageBytesMax: Int = 1_048_576, outboundBytesMax: Int = 1_048_576
    ) {
        self.handshakeBytesMax = handshakeBytesMax
        self.messageBytesMax = messageBytesMax
        self.outboundBytesMax = outboundBytesMax
    }
}
