import Testing
import WickTestKit

@testable import WickWebSocket

/// Fragmentation, and control frames between fragments; RFC 6455, 5.4 and 5.5.
struct FragmentTests {
    @Test("joins fragments, empty ones too")
    func joinsFragments() throws {
        var client = try Wire.openClient()
        let pieces: [(UInt8, String, UInt8)] = [(1, "", 0), (0, "one ", 0), (0, "", 0), (0, "two", 0), (0, "", 0x80)]
        let bytes = pieces.flatMap { Wire.frame($0.0, $0.1, bits: $0.2) }
        #expect(client.tellAll(after: bytes) == [.text("one two")])
        #expect(client.tellAll(after: Wire.frame(2, "", bits: 0) + Wire.frame(0, "")) == [.binary([])])
        #expect(client.tellAll(after: Wire.frame(1, "next")) == [.text("next")])
    }

    @Test("takes control frames between fragments, and keeps their payloads apart from the message")
    func takesControlFramesBetween() throws {
        var client = try Wire.openClient()
        let bytes =
            Wire.frame(1, "Hel", bits: 0) + Wire.frame(Wire.ping, "ping") + Wire.frame(0, "lo, wor", bits: 0)
            + Wire.frame(Wire.pong, "pong") + Wire.frame(0, "ld") + Wire.frame(2, "x")
        let events: [Told] = [
            .ping(Array("ping".utf8)), .pong(Array("pong".utf8)), .text("Hello, world"), .binary(Array("x".utf8)),
        ]
        #expect(client.tellAll(after: bytes) == events)
        #expect(try client.takeFrames() == [SentFrame(opcode: Wire.pong, payload: Array("ping".utf8))])
    }

    @Test("takes a close in the midst of a message")
    func takesCloseBetween() throws {
        var client = try Wire.openClient()
        let bytes = Wire.frame(1, "Hel", bits: 0) + Wire.close(1000) + Wire.frame(0, "lo")
        #expect(client.tellAll(after: bytes) == [.closeReceived(1000, "")])
        #expect(try client.takeFrames() == [.close(1000)])
    }

    @Test("keeps all payloads of one receive until the next")
    func keepsPayloads() throws {
        var client = try Wire.openClient()
        let texts = (0..<100).map { "message \($0)" }
        let bytes = texts.enumerated().flatMap { index, text in
            let half = text.utf8.count / (1 + index % 3)
            return Wire.frame(1, Array(text.utf8.prefix(half)), bits: 0) + Wire.frame(Wire.ping, text)
                + Wire.frame(0, Array(text.utf8.dropFirst(half)))
        }
        let expected = texts.flatMap { [Told.ping(Array($0.utf8)), .text($0)] }
        #expect(client.tellAll(after: bytes) == expected)
    }

    @Test("joins a long message from short fragments that come one by one")
    func joinsManyFragments() throws {
        var client = try Wire.openClient()
        var message: [UInt8] = []
        for index in 0..<4096 {
            let piece = (0..<64).map { UInt8(truncatingIfNeeded: index + $0) }
            message += piece
            #expect(client.tellAll(after: Wire.frame(index == 0 ? 2 : 0, piece, bits: 0)) == [])
        }
        #expect(client.tellAll(after: Wire.frame(0, [])) == [.binary(message)])
        #expect(client.input.capacity <= 4 * message.count)
    }

    @Test("takes an endless row of empty fragments without growing")
    func takesEmptyFragments() throws {
        var client = try Wire.openClient(limits: WebSocketLimits(messageBytesMax: 10))
        let row = Wire.frame(1, "", bits: 0) + (0..<1000).flatMap { _ in Wire.frame(0, "", bits: 0) }
        #expect(client.tellAll(after: row) == [])
        for _ in 0..<100 {
            #expect(client.tellAll(after: row.dropFirst(2)) == [])
            #expect(client.input.capacity < 16_384)
        }
        #expect(client.tellAll(after: Wire.frame(0, "end")) == [.text("end")])
    }
}
