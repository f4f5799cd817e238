import Testing
import WickTestKit

@testable import WickWebSocket

/// A client and a server, each told what the other sends, in random pieces.
struct BackToBackTests {
    @Test("gives each end what the other sent, in order", arguments: 0..<60 as Range<UInt64>)
    func givesAll(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var client = WebSocketConnection(
            connectingTo: try WebSocketURL("ws://localhost/x"), random: SeededRandom(seed: seed))
        var server = WebSocketConnection(acceptingWith: .init(), random: SeededRandom(seed: seed &+ 1))
        #expect(carry(from: &client, to: &server, using: &random).count == 1)
        server.accept()
        #expect(carry(from: &server, to: &client, using: &random).count == 1)
        for _ in 0..<10 {
            let toServer = send(from: &client, using: &random)
            let toClient = send(from: &server, using: &random)
            #expect(carry(from: &client, to: &server, using: &random).filter { !$0.isPong } == toServer)
            #expect(carry(from: &server, to: &client, using: &random).filter { !$0.isPong } == toClient)
        }
        client.close(code: .goingAway, reason: "that was all")
        #expect(carry(from: &client, to: &server, using: &random).last == .closeReceived(1001, "that was all"))
        #expect(carry(from: &server, to: &client, using: &random).last == .closeReceived(1001, ""))
        client.endOfStream()
        server.endOfStream()
        #expect(client.tellAll() == [.ended(isClean: true)])
        #expect(server.tellAll() == [.ended(isClean: true)])
    }

    /// Sends some messages in random fragments, with pings between, and tells what the peer shall tell.
    private func send(from sender: inout WebSocketConnection, using random: inout SeededRandom) -> [Told] {
        (0..<Int.random(in: 0...5, using: &random)).flatMap { _ in
            let text = randomText(using: &random)
            let isText = Bool.random(using: &random)
            var rest = Array(text.utf8)[...]
            var opcode: Opcode = isText ? .text : .binary
            var told: [Told] = []
            while Bool.random(using: &random) {
                let piece = rest.prefix(Int.random(in: 0...rest.count, using: &random))
                #expect(sender.enqueue(opcode, isFinal: false, piece) == true)
                (rest, opcode) = (rest.dropFirst(piece.count), .continuation)
                #expect(sender.sendPing(piece.prefix(125)) == true)
                told.append(.ping(Array(piece.prefix(125))))
            }
            #expect(sender.enqueue(opcode, rest) == true)
            return told + [isText ? .text(text) : .binary(Array(text.utf8))]
        }
    }

    private func randomText(using random: inout SeededRandom) -> String {
        let pieces = ["a", "kline ", "é", "€", "😀", String(repeating: "0123456789", count: 100)]
        let countMax = [1, 20, 60].randomElement(using: &random) ?? 1
        return (0..<Int.random(in: 0...countMax, using: &random))
            .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }

    private func carry(
        from sender: inout WebSocketConnection, to receiver: inout WebSocketConnection, using random: inout SeededRandom
    ) -> [Told] {
        var rest = sender.takeOutbound()[...]
        var events: [Told] = []
        while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 1...20_000, using: &random))
            rest = rest.dropFirst(piece.count)
            events += receiver.tellAll(after: piece)
        }
        return events
    }
}

extension Told {
    fileprivate var isPong: Bool { if case .pong = self { true } else { false } }
}
