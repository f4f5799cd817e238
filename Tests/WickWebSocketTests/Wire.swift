import Testing
import WickTestKit

@testable import WickWebSocket

/// Makes the bytes of the peer by hand, apart from the code under test.
enum Wire {
    static let text: UInt8 = 1
    static let binary: UInt8 = 2
    static let close: UInt8 = 8
    static let ping: UInt8 = 9
    static let pong: UInt8 = 10

    /// A frame with the shortest length there is; `bits` are FIN and the reserved ones.
    static func frame(
        _ opcode: UInt8, _ payload: some Collection<UInt8>, bits: UInt8 = 0x80, mask: [UInt8]? = nil
    ) -> [UInt8] {
        let masked: UInt8 = mask == nil ? 0 : 0x80
        var bytes = [bits | opcode]
        let count = payload.count
        switch count {
        case ..<126: bytes.append(masked | UInt8(count))
        case ..<65_536: bytes += [masked | 126, UInt8(count >> 8), UInt8(count & 0xFF)]
        default: bytes += [masked | 127] + (0..<8).map { UInt8(truncatingIfNeeded: count >> (56 - 8 * $0)) }
        }
        guard let mask else { return bytes + payload }
        return bytes + mask + payload.enumerated().map { $1 ^ mask[$0 % 4] }
    }

    /// A frame whose payload is text.
    static func frame(_ opcode: UInt8, _ text: String, bits: UInt8 = 0x80, mask: [UInt8]? = nil) -> [UInt8] {
        frame(opcode, Array(text.utf8), bits: bits, mask: mask)
    }

    /// A close frame with a code.
    static func close(_ code: UInt16, _ reason: String = "", mask: [UInt8]? = nil) -> [UInt8] {
        frame(close, [UInt8(code >> 8), UInt8(code & 0xFF)] + Array(reason.utf8), mask: mask)
    }

    /// The answer 101 to a client's request.
    static func acceptance(of request: [UInt8], _ headers: [String] = []) throws -> [UInt8] {
        let head = try HTTPHead(request.dropLast(4))
        let key = try #require(head.headers.value(named: "Sec-WebSocket-Key").flatMap(HandshakeKey.init))
        let lines =
            [
                "HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
                "Sec-WebSocket-Accept: \(key.answer)",
            ] + headers
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    /// A client whose handshake is done and whose outbox is empty.
    static func openClient(limits: WebSocketLimits = .init(), seed: UInt64 = 1) throws -> WebSocketConnection {
        let url = try WebSocketURL("ws://localhost/")
        var client = WebSocketConnection(connectingTo: url, limits: limits, random: SeededRandom(seed: seed))
        client.receive(try acceptance(of: client.takeOutbound()))
        guard case .opened = client.nextEvent() else { throw Failure.notOpened }
        return client
    }

    /// A server whose handshake is done and whose outbox is empty.
    static func openServer(limits: WebSocketLimits = .init(), seed: UInt64 = 2) throws -> WebSocketConnection {
        let url = try WebSocketURL("ws://localhost/")
        var client = WebSocketConnection(connectingTo: url, random: SeededRandom(seed: seed))
        var server = WebSocketConnection(acceptingWith: limits, random: SeededRandom(seed: seed))
        server.receive(client.takeOutbound())
        guard case .requested = server.nextEvent() else { throw Failure.notOpened }
        server.accept()
        _ = server.takeOutbound()
        return server
    }

    static func random(seed: UInt64) -> SeededRandom { SeededRandom(seed: seed) }

    enum Failure: Error { case notOpened }
}

extension WebSocketConnection {
    /// The frames in the outbox, as this connection's peer would understand them.
    mutating func takeFrames() throws -> [SentFrame] {
        var rest = ReceiveBuffer()
        let bytes = takeOutbound()
        _ = rest.receive(spaceMin: bytes.count) { space in
            space.copyBytes(from: bytes)
            return bytes.count
        }
        var frames: [SentFrame] = []
        while let (header, count) = try rest.withUnread(FrameHeader.read) {
            _ = rest.consume(count)
            if let key = header.key { rest.mask(0..<header.payloadCount, with: key, offset: 0) }
            let payload = rest.withBytes(rest.consume(header.payloadCount)) { Array($0) }
            frames.append(SentFrame(opcode: header.opcode.rawValue, payload: payload, isMasked: header.key != nil))
        }
        #expect(rest.unreadCount == 0)
        return frames
    }
}

/// A frame found in an outbox.
struct SentFrame: Equatable {
    var opcode: UInt8
    var payload: [UInt8]
    var isMasked = true

    static func close(_ code: UInt16, isMasked: Bool = true) -> SentFrame {
        SentFrame(opcode: Wire.close, payload: [UInt8(code >> 8), UInt8(code & 0xFF)], isMasked: isMasked)
    }
}
