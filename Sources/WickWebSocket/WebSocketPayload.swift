/// Where the bytes of a message, ping or pong lie in its connection, to be read with
/// ``WebSocketConnection/withPayload(_:_:)`` before the next `receive`.
public struct WebSocketPayload: Equatable, Sendable {
    /// The number of bytes.
    public let count: Int
    let offset: Int
    /// Control frames lie apart: between the fragments of a message, their place is needed to join these.
    let isControl: Bool
}
