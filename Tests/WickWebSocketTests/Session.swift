@testable import WickWebSocket

/// A session with something of everything, as the bytes that reach one end.
enum Session {
    /// What a server sends to the client made with `Wire`'s seed 1, its handshake included.
    static func fromServer() throws -> (client: WebSocketConnection, bytes: [UInt8]) {
        let url = try WebSocketURL("ws://localhost/")
        var client = WebSocketConnection(connectingTo: url, random: Wire.random(seed: 1))
        return (client, try Wire.acceptance(of: client.takeOutbound()) + frames(mask: nil))
    }

    /// What a client sends to a server that has accepted it.
    static func fromClient() throws -> (server: WebSocketConnection, bytes: [UInt8]) {
        (try Wire.openServer(), frames(mask: [0x37, 0xFA, 0x21, 0x3D]))
    }

    private static func frames(mask: [UInt8]?) -> [UInt8] {
        let long = String(repeating: "kline ", count: 40)
        return Wire.frame(1, "Hello", mask: mask) + Wire.frame(1, "κό", bits: 0, mask: mask)
            + Wire.frame(Wire.ping, "a", mask: mask) + Wire.frame(0, "σμ", bits: 0, mask: mask)
            + Wire.frame(Wire.pong, "", mask: mask) + Wire.frame(0, "ε 😀", mask: mask) + Wire.frame(2, [], mask: mask)
            + Wire.frame(2, Array(0...255), mask: mask) + Wire.frame(1, long, mask: mask)
            + Wire.close(1001, "größer", mask: mask) + Wire.frame(1, "late", mask: mask)
    }
}
