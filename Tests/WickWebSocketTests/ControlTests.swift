import Testing

@testable import WickWebSocket

/// Pings and pongs; RFC 6455, 5.5.2 and 5.5.3.
struct ControlTests {
    @Test("answers each ping with its payload", arguments: [0, 1, 124, 125])
    func answersPing(count: Int) throws {
        let payload = (0..<count).map { UInt8(truncatingIfNeeded: 255 - $0) }
        var client = try Wire.openClient()
        #expect(client.tellAll(after: Wire.frame(Wire.ping, payload)) == [.ping(payload)])
        #expect(try client.takeFrames() == [SentFrame(opcode: Wire.pong, payload: payload)])
        var server = try Wire.openServer()
        #expect(server.tellAll(after: Wire.frame(Wire.ping, payload, mask: [9, 8, 7, 6])) == [.ping(payload)])
        #expect(try server.takeFrames() == [SentFrame(opcode: Wire.pong, payload: payload, isMasked: false)])
    }

    @Test("answers pings in their order")
    func answersInOrder() throws {
        var client = try Wire.openClient()
        let payloads = (0..<10).map { [UInt8($0)] }
        #expect(client.tellAll(after: payloads.flatMap { Wire.frame(Wire.ping, $0) }) == payloads.map { .ping($0) })
        #expect(try client.takeFrames() == payloads.map { SentFrame(opcode: Wire.pong, payload: $0) })
    }

    @Test("tells pongs that nobody asked for, and answers none")
    func tellsPong() throws {
        var client = try Wire.openClient()
        #expect(client.tellAll(after: Wire.frame(Wire.pong, "?")) == [.pong([0x3F])])
        #expect(!client.hasOutbound)
    }

    @Test("fails with 1008 when pings fill the outbox that the peer does not read")
    func failsOnPingFlood() throws {
        var client = try Wire.openClient(limits: WebSocketLimits(outboundBytesMax: 100))
        let flood = (0..<50).flatMap { _ in Wire.frame(Wire.ping, "1234") }
        #expect(client.tellAll(after: flood).last == .failed(.outboxFull(bytesMax: 100)))
        #expect(try client.takeFrames().last == .close(1008))
        #expect(client.tellAll(after: flood) == [])
        #expect(!client.hasOutbound)
    }
}
