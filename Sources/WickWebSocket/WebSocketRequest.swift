/// A client's wish for a WebSocket, as a server sees it once the handshake's rules are found kept.
public struct WebSocketRequest: Equatable, Sendable {
    /// Path and query: `/stream?streams=btcusdt@kline_1m`.
    public let target: String
    /// The header fields in the order in which they came.
    public let headers: [HTTPHeader]

    /// The value of the first header of that name, in any case, or `nil` if there is none.
    public func header(_ name: String) -> String? { headers.value(named: name) }
}
