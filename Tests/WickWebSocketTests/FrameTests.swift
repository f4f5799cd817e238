import Testing
import WickTestKit

@testable import WickWebSocket

/// Data frames and the rules of their headers; RFC 6455, 5.
struct FrameTests {
    @Test("reads the examples of RFC 6455, 5.7, from a server")
    func readsExamplesFromServer() throws {
        var client = try Wire.openClient()
        #expect(client.tellAll(after: [0x81, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F]) == [.text("Hello")])
        #expect(client.tellAll(after: [0x01, 0x03, 0x48, 0x65, 0x6C]) == [])
        #expect(client.tellAll(after: [0x80, 0x02, 0x6C, 0x6F]) == [.text("Hello")])
        #expect(client.tellAll(after: [0x89, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F]) == [.ping(Array("Hello".utf8))])
        let short = (0..<256).map { UInt8($0) }
        #expect(client.tellAll(after: [0x82, 0x7E, 0x01, 0x00] + short) == [.binary(short)])
        let long = Array(repeatElement(short, count: 256).joined())
        #expect(client.tellAll(after: [0x82, 0x7F, 0, 0, 0, 0, 0, 1, 0, 0] + long) == [.binary(long)])
    }

    @Test("reads the masked examples of RFC 6455, 5.7, from a client")
    func readsExamplesFromClient() throws {
        var server = try Wire.openServer()
        let hello: [UInt8] = [0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58]
        #expect(server.tellAll(after: hello) == [.text("Hello")])
        let pong: [UInt8] = [0x8A, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58]
        #expect(server.tellAll(after: pong) == [.pong(Array("Hello".utf8))])
    }

    @Test("takes payloads of every length class", arguments: [0, 1, 125, 126, 127, 128, 65_535, 65_536, 70_000])
    func takesLengths(count: Int) throws {
        let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        var client = try Wire.openClient()
        #expect(client.tellAll(after: Wire.frame(Wire.binary, payload)) == [.binary(payload)])
        var server = try Wire.openServer()
        let masked = Wire.frame(Wire.binary, payload, mask: [1, 2, 3, 255])
        #expect(server.tellAll(after: masked) == [.binary(payload)])
    }

    @Test(
        "fails with 1002 on a header that breaks a rule",
        arguments: [
            ([0xC1, 0x00], .reservedBits), ([0xA1, 0x00], .reservedBits), ([0x91, 0x00], .reservedBits),
            ([0xF9, 0x00], .reservedBits),
            ([0x83, 0x00], .reservedOpcode(3)), ([0x84, 0x00], .reservedOpcode(4)), ([0x85, 0x00], .reservedOpcode(5)),
            ([0x86, 0x00], .reservedOpcode(6)), ([0x87, 0x00], .reservedOpcode(7)),
            ([0x8B, 0x00], .reservedOpcode(11)), ([0x8C, 0x00], .reservedOpcode(12)),
            ([0x8D, 0x00], .reservedOpcode(13)), ([0x8E, 0x00], .reservedOpcode(14)),
            ([0x8F, 0x00], .reservedOpcode(15)),
            ([0x09, 0x00], .controlFragmented), ([0x0A, 0x00], .controlFragmented), ([0x08, 0x00], .controlFragmented),
            ([0x89, 0x7E], .controlTooLong), ([0x8A, 0x7E], .controlTooLong), ([0x88, 0x7F], .controlTooLong),
            ([0x82, 0x7E, 0x00, 0x7D], .lengthMalformed), ([0x82, 0x7E, 0x00, 0x00], .lengthMalformed),
            ([0x82, 0x7F, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], .lengthMalformed),
            ([0x82, 0x7F, 0x80, 0, 0, 0, 0, 1, 0, 0], .lengthMalformed),
            ([0x82, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], .lengthMalformed),
            ([0x81, 0x80, 1, 2, 3, 4], .maskUnexpected),
            ([0x80, 0x00], .continuationUnexpected), ([0x00, 0x01], .continuationUnexpected),
            ([0x01, 0x00, 0x81, 0x00], .continuationExpected), ([0x02, 0x00, 0x02, 0x00], .continuationExpected),
        ] as [([UInt8], WebSocketFailure)])
    func failsOnHeader(bytes: [UInt8], failure: WebSocketFailure) throws {
        var client = try Wire.openClient()
        #expect(client.tellAll(after: bytes) == [.failed(failure)])
        #expect(client.state == .closed)
        #expect(try client.takeFrames() == [.close(1002)])
        #expect(client.tellAll(after: Wire.frame(Wire.text, "late")) == [])
        client.endOfStream()
        #expect(client.tellAll() == [.ended(isClean: false)])
        #expect(client.tellAll() == [])
    }

    @Test("fails as a server on a frame that is not masked")
    func failsOnMissingMask() throws {
        var server = try Wire.openServer()
        #expect(server.tellAll(after: Wire.frame(Wire.text, "Hello")) == [.failed(.maskMissing)])
        #expect(try server.takeFrames() == [.close(1002, isMasked: false)])
    }

    @Test("tells a message that came before the fault, and lets it be answered before the close frame")
    func tellsMessageBeforeFault() throws {
        var client = try Wire.openClient()
        client.receive(Wire.frame(Wire.text, "Hello") + Wire.frame(Wire.ping, "x", bits: 0xC0))
        guard case .text = client.nextEvent() else { return #expect(Bool(false), "no message") }
        #expect(client.sendText("Hello") == true)
        #expect(client.nextEvent() == .failed(.reservedBits))
        #expect(try client.takeFrames() == [SentFrame(opcode: 1, payload: Array("Hello".utf8)), .close(1002)])
    }

    @Test("refuses a longer message than allowed with 1009 before its payload comes")
    func refusesLongMessage() throws {
        let limits = WebSocketLimits(messageBytesMax: 1000)
        var client = try Wire.openClient(limits: limits)
        #expect(client.tellAll(after: Wire.frame(Wire.binary, Array(repeating: 7, count: 1000))).count == 1)
        #expect(client.tellAll(after: [0x82, 0x7E, 0x03, 0xE9]) == [.failed(.messageTooLong(bytesMax: 1000))])
        #expect(try client.takeFrames() == [.close(1009)])
        var other = try Wire.openClient(limits: limits)
        #expect(other.tellAll(after: Wire.frame(Wire.binary, Array(repeating: 7, count: 999), bits: 0)) == [])
        #expect(other.tellAll(after: [0x80, 0x02]) == [.failed(.messageTooLong(bytesMax: 1000))])
    }

    @Test("masks every frame of a client with a fresh key, and none of a server")
    func masksByRole() throws {
        var client = try Wire.openClient()
        #expect(client.sendBinary([0, 0, 0, 0]) == true)
        #expect(client.sendBinary([0, 0, 0, 0]) == true)
        let bytes = client.takeOutbound()
        #expect(bytes.count == 20)
        #expect(bytes[2..<6] == bytes[6..<10])
        #expect(bytes[12..<16] == bytes[16..<20])
        #expect(bytes[2..<6] != bytes[12..<16])
        var server = try Wire.openServer()
        #expect(server.sendText("Hello") == true)
        #expect(server.takeOutbound() == [0x81, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F])
    }

    @Test("sends nothing that breaks a rule or a limit")
    func sendsWithinRules() throws {
        var client = try Wire.openClient(limits: WebSocketLimits(outboundBytesMax: 1000))
        #expect(client.sendText([0x66, 0xFF]) == false)
        #expect(client.sendText([0xE2, 0x82]) == false)
        #expect(client.sendPing(Array(repeating: 1, count: 126)) == false)
        #expect(client.sendBinary(Array(repeating: 1, count: 987)) == false)
        #expect(!client.hasOutbound)
        #expect(client.sendBinary(Array(repeating: 1, count: 986)) == true)
        #expect(client.sendText("x") == false)
        #expect(try client.takeFrames().count == 1)
        #expect(client.sendPing() == true)
        #expect(client.sendPong([1]) == true)
        #expect(try client.takeFrames().map(\.opcode) == [Wire.ping, Wire.pong])
    }

    @Test("masks and unmasks as byte by byte", arguments: 0..<50 as Range<UInt64>)
    func masksLikeBytes(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let key = MaskingKey(word: .random(in: .min ... .max, using: &random))
        let keyBytes = (0..<4).map { UInt8(truncatingIfNeeded: key.word >> ($0 * 8)) }
        let bytes = (0..<200).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let low = Int.random(in: 0...200, using: &random)
        let range = low..<Int.random(in: low...200, using: &random)
        let offset = Int.random(in: 0...1000, using: &random)
        var masked = bytes
        key.apply(to: &masked, in: range, offset: offset)
        let expected = bytes.enumerated().map { index, byte in
            range.contains(index) ? byte ^ keyBytes[(index - range.lowerBound + offset) % 4] : byte
        }
        #expect(masked == expected)
    }
}
