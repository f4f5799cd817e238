/// The value with which a client proves that its answer comes from a WebSocket server (RFC 6455, 4.1 and 4.2.2).
struct HandshakeKey: Equatable {
    /// The value of `Sec-WebSocket-Key`: Base64 of 16 bytes.
    let text: String

    /// A fresh key.
    init(using random: inout some RandomNumberGenerator) {
        var bytes: [UInt8] = []
        for _ in 0..<16 { bytes.append(UInt8.random(in: .min ... .max, using: &random)) }
        text = Base64.encode(bytes)
    }

    /// A client's key, or `nil` if it does not stand for 16 bytes.
    init?(_ text: String) {
        guard Base64.decodedCount(text) == 16 else { return nil }
        self.text = text
    }

    /// The value of `Sec-WebSocket-Accept` that answers this key.
    var answer: String { Base64.encode(SHA1.digest(Array((text + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8))) }
}
