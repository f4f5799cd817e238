import WickWebSocket

/// The exchange's decoder with the table that it looks series up in: one reference, so that lending both to a message costs
/// one count and no copy.
final class MessageDecoder: Sendable {
    let exchange: any Exchange
    let table: SeriesTable

    init(exchange: any Exchange, table: SeriesTable) {
        (self.exchange, self.table) = (exchange, table)
    }

    /// What a text message of a connection says. The socket does not change: lent for reading out of an array, all of the
    /// connection would be copied.
    func decode(_ payload: WebSocketPayload, of socket: inout WebSocketConnection) -> StreamMessage {
        socket.withPayload(payload) { exchange.decode($0, in: table) }
    }
}
