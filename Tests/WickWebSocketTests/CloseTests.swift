import Testing

@testable import WickWebSocket

/// Closing; RFC 6455, 5.5.1 and 7.
struct CloseTests {
    static let allowed: [UInt16] = [
        1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999,
    ]
    static let forbidden: [UInt16] = [
        0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1099, 1100, 2000, 2999, 5000, 65_535,
    ]

    @Test("takes every code that may be sent, and echoes it", arguments: allowed)
    func takesCode(code: UInt16) throws {
        var client = try Wire.openClient()
        #expect(client.tellAll(after: Wire.close(code, "bye")) == [.closeReceived(code, "bye")])
        #expect(client.state == .closed)
        #expect(try client.takeFrames() == [.close(code)])
        client.endOfStream()
        #expect(client.tellAll() == [.ended(isClean: true)])
    }

    @Test("fails with 1002 on every code that may not be sent", arguments: forbidden)
    func failsOnCode(code: UInt16) throws {
        #expect(WebSocketCloseCode(rawValue: code) == nil)
        var client = try Wire.openClient()
        #expect(client.tellAll(after: Wire.close(code)) == [.failed(.closeCodeInvalid(code))])
        #expect(try client.takeFrames() == [.close(1002)])
        client.endOfStream()
        #expect(client.tellAll() == [.ended(isClean: false)])
    }

    @Test("takes a close without a code, and echoes none")
    func takesEmptyClose() throws {
        var client = try Wire.openClient()
        #expect(client.tellAll(after: Wire.frame(Wire.close, "")) == [.closeReceived(nil, "")])
        #expect(try client.takeFrames() == [SentFrame(opcode: Wire.close, payload: [])])
    }

    @Test("fails on a payload of one byte, and on a reason that is not UTF-8")
    func failsOnPayload() throws {
        var client = try Wire.openClient()
        #expect(client.tellAll(after: Wire.frame(Wire.close, [0x03])) == [.failed(.closeCodeCut)])
        #expect(try client.takeFrames() == [.close(1002)])
        for reason in [[0xFF], [0x61, 0xED, 0xA0, 0x80], [0xE2, 0x82]] as [[UInt8]] {
            var other = try Wire.openClient()
            #expect(
                other.tellAll(after: Wire.frame(Wire.close, [0x03, 0xE8] + reason)) == [.failed(.closeReasonMalformed)])
            #expect(try other.takeFrames() == [.close(1007)])
        }
    }

    @Test("takes the longest reason")
    func takesLongReason() throws {
        let reason = String(repeating: "é", count: 61) + "!"
        var client = try Wire.openClient()
        #expect(client.tellAll(after: Wire.close(4000, reason)) == [.closeReceived(4000, reason)])
    }

    @Test("discards all behind its own close until the peer's, and then sends nothing")
    func discardsWhileClosing() throws {
        var client = try Wire.openClient()
        client.close(code: .goingAway, reason: "done")
        #expect(client.state == .closing)
        client.close(code: .normalClosure)
        #expect(client.sendText("late") == false)
        let payload = [0x03, 0xE9] + Array("done".utf8)
        #expect(try client.takeFrames() == [SentFrame(opcode: Wire.close, payload: payload)])
        let late = Wire.frame(1, "a") + Wire.frame(Wire.ping, "b") + Wire.frame(2, "c", bits: 0) + Wire.frame(0, "d")
        #expect(client.tellAll(after: late) == [])
        #expect(client.tellAll(after: Wire.close(1001) + Wire.frame(1, "e")) == [.closeReceived(1001, "")])
        #expect(client.state == .closed)
        #expect(!client.hasOutbound)
        client.endOfStream()
        #expect(client.tellAll() == [.ended(isClean: true)])
    }

    @Test("tells a fault behind its own close without a second close frame")
    func failsWhileClosing() throws {
        var client = try Wire.openClient()
        client.close()
        #expect(try client.takeFrames() == [.close(1000)])
        #expect(client.tellAll(after: [0xF1, 0x00]) == [.failed(.reservedBits)])
        #expect(!client.hasOutbound)
    }

    @Test("takes nothing behind the peer's close")
    func takesNothingBehindClose() throws {
        var client = try Wire.openClient()
        let bytes = Wire.close(1000) + Wire.frame(1, "late") + Wire.frame(Wire.ping, "") + Wire.close(1000)
        #expect(client.tellAll(after: bytes) == [.closeReceived(1000, "")])
        #expect(try client.takeFrames() == [.close(1000)])
        #expect(client.tellAll(after: bytes) == [])
        #expect(client.sendText("late") == false)
        #expect(!client.hasOutbound)
    }

    @Test("cuts a reason at a character to what a close frame holds")
    func cutsReason() throws {
        var client = try Wire.openClient()
        client.close(code: .normalClosure, reason: String(repeating: "é", count: 100))
        let frames = try client.takeFrames()
        #expect(frames.map(\.payload) == [[0x03, 0xE8] + Array(String(repeating: "é", count: 61).utf8)])
    }

    @Test("tells what came before the transport's end, then the end, once")
    func tellsEnd() throws {
        var client = try Wire.openClient()
        client.receive(Wire.frame(1, "last") + [0x81, 0x05, 0x48])
        client.endOfStream()
        #expect(client.tellAll() == [.text("last"), .ended(isClean: false)])
        #expect(client.state == .closed)
        #expect(client.tellAll(after: Wire.frame(1, "late")) == [])
    }

    @Test("closes at once while connecting, and writes nothing")
    func closesWhileConnecting() throws {
        var client = WebSocketConnection(
            connectingTo: try WebSocketURL("ws://localhost/"), random: SystemRandomNumberGenerator())
        client.close()
        #expect(client.state == .closed)
        #expect(!client.hasOutbound)
        client.endOfStream()
        #expect(client.tellAll() == [.ended(isClean: false)])
    }
}
