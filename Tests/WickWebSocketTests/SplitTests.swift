import Testing
import WickTestKit

@testable import WickWebSocket

/// How bytes arrive must not matter.
struct SplitTests {
    @Test("tells the same events wherever a server's bytes are split")
    func splitsFromServer() throws {
        let (client, bytes) = try Session.fromServer()
        try check(client, bytes, eventCount: 9)
    }

    @Test("tells the same events wherever a client's bytes are split")
    func splitsFromClient() throws {
        let (server, bytes) = try Session.fromClient()
        try check(server, bytes, eventCount: 8)
    }

    private func check(_ connection: WebSocketConnection, _ bytes: [UInt8], eventCount: Int) throws {
        var whole = connection
        let expected = whole.tellAll(after: bytes)
        let outbound = whole.takeOutbound()
        try #require(expected.count == eventCount)
        for split in 0...bytes.count {
            var halves = connection
            let events = halves.tellAll(after: bytes[..<split]) + halves.tellAll(after: bytes[split...])
            #expect(events == expected, "split at \(split)")
            #expect(halves.takeOutbound() == outbound, "split at \(split)")
        }
        for size in 1...20 {
            var pieces = connection
            let events = stride(from: 0, to: bytes.count, by: size).flatMap { start in
                pieces.tellAll(after: bytes[start..<min(start + size, bytes.count)])
            }
            #expect(events == expected, "pieces of \(size)")
            #expect(pieces.takeOutbound() == outbound, "pieces of \(size)")
        }
    }
}
