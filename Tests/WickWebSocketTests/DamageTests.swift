import Testing
import WickTestKit

@testable import WickWebSocket

/// Whatever comes, nothing traps, nothing grows without bound, and a failure ends it.
struct DamageTests {
    private static let limits = WebSocketLimits(
        handshakeBytesMax: 1000, messageBytesMax: 2000, outboundBytesMax: 3000)
    /// Twice what may be kept and the room for one read.
    private static let capacityMax = 2 * (2000 + 14 + 512)

    @Test("survives random bytes", arguments: 0..<200 as Range<UInt64>)
    func survivesRandomBytes(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let connections = [
            try Wire.openClient(limits: Self.limits), try Wire.openServer(limits: Self.limits),
            WebSocketConnection(
                connectingTo: try WebSocketURL("ws://h/"), limits: Self.limits, random: SeededRandom(seed: seed)),
            WebSocketConnection(acceptingWith: Self.limits, random: SeededRandom(seed: seed)),
        ]
        // Few bits set make headers that last longer before they break a rule.
        let bytes = (0..<2000).map { _ in
            UInt8.random(in: .min ... .max, using: &random) & UInt8.random(in: .min ... .max, using: &random)
        }
        for connection in connections { try feed(connection, bytes, using: &random) }
    }

    @Test("survives damaged sessions", arguments: 0..<500 as Range<UInt64>)
    func survivesDamage(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for (connection, bytes) in [try Session.fromServer(), try Session.fromClient()] {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) { damage(&damaged, using: &random) }
            try feed(connection, damaged, using: &random)
        }
    }

    private func damage(_ bytes: inout [UInt8], using random: inout SeededRandom) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes[place] = .random(in: .min ... .max, using: &random)
        case 2: bytes.remove(at: place)
        default: bytes.insert(.random(in: .min ... .max, using: &random), at: place)
        }
    }

    private func feed(
        _ connection: WebSocketConnection, _ bytes: [UInt8], using random: inout SeededRandom
    ) throws {
        var connection = connection
        var events: [Told] = []
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + Int.random(in: 1...512, using: &random))
            events += connection.tellAll(after: bytes[start..<end])
            #expect(connection.input.capacity <= max(Self.capacityMax, 2 * bytes.count))
            #expect(connection.outbox.count <= connection.limits.outboundBytesMax + 139)
            start = end
        }
        connection.endOfStream()
        events += connection.tellAll()
        guard case .ended = events.last else { return #expect(Bool(false), "no end: \(events)") }
        if let failed = events.firstIndex(where: { if case .failed = $0 { true } else { false } }) {
            #expect(failed == events.count - 2)
        }
        #expect(connection.state == .closed)
    }
}
