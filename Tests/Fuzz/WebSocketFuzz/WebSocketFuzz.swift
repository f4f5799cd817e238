import WickWebSocket

/// Feeds the bytes to a connection whole, and to a copy of it in pieces: neither may trap or grow beyond its limits, and
/// both must tell and send the same.
///
/// The first byte chooses: bits 0 and 1 the role, with the handshake done or still to come; bits 2 and 3 the longest
/// message; the rest the size of the pieces.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    guard let choice = input.first, let connection = makeConnection(choice) else { return 0 }
    let bytes = Array(input.dropFirst())
    let whole = Run(connection, bytes, pieceSize: max(1, bytes.count))
    let pieces = Run(connection, bytes, pieceSize: pieceSizes[Int(choice >> 4)])
    precondition(whole.told == pieces.told, "\(whole.told)\n\(pieces.told)")
    precondition(whole.outbound == pieces.outbound)
    precondition(whole.state == .closed)
    return 0
}

/// An event, payloads with their kind and bytes.
private enum Told: Equatable {
    case payload(Int, [UInt8])
    case other(WebSocketEvent)
}

/// What a connection tells and sends when it is fed.
private struct Run {
    private(set) var told: [Told] = []
    private(set) var outbound: [UInt8] = []
    private(set) var state: WebSocketConnection.State

    init(_ connection: WebSocketConnection, _ bytes: [UInt8], pieceSize: Int) {
        var connection = connection
        state = connection.state
        for start in stride(from: 0, to: bytes.count, by: pieceSize) {
            let piece = bytes[start..<min(start + pieceSize, bytes.count)]
            connection.receive(spaceMin: pieceSize) { space in
                precondition(space.count <= 2 * (spaceMax + pieceSize), "\(space.count) bytes of free space")
                space.copyBytes(from: piece)
                return piece.count
            }
            take(&connection)
        }
        connection.endOfStream()
        take(&connection)
        state = connection.state
        outbound = connection.takeOutbound()
        precondition(outbound.count <= outboundBytesMax + 1024)
    }

    private mutating func take(_ connection: inout WebSocketConnection) {
        while let event = connection.nextEvent() {
            switch event {
            case .text(let payload):
                let bytes = connection.withPayload(payload) { Array($0) }
                precondition(String(validating: bytes, as: UTF8.self) != nil)
                told.append(.payload(0, bytes))
            case .binary(let payload): told.append(.payload(1, connection.withPayload(payload) { Array($0) }))
            case .ping(let payload): told.append(.payload(2, connection.withPayload(payload) { Array($0) }))
            case .pong(let payload): told.append(.payload(3, connection.withPayload(payload) { Array($0) }))
            case .requested:
                told.append(.other(event))
                connection.accept()
            case .opened, .refused, .closeReceived, .failed, .ended: told.append(.other(event))
            }
        }
    }
}

private let pieceSizes = [1, 2, 3, 5, 8, 13, 16, 21, 34, 55, 89, 125, 126, 144, 233, 377]
private let handshakeBytesMax = 2048
private let outboundBytesMax = 4096
private let spaceMax = 4096

/// The same numbers each time, so that a stored answer fits the handshake's key.
private struct FixedRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64 = 1

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}

private func makeConnection(_ choice: UInt8) -> WebSocketConnection? {
    let limits = WebSocketLimits(
        handshakeBytesMax: handshakeBytesMax, messageBytesMax: [0, 125, 300, 4096][Int(choice >> 2 & 3)],
        outboundBytesMax: outboundBytesMax)
    guard let url = try? WebSocketURL("ws://localhost/") else { return nil }
    var client = WebSocketConnection(connectingTo: url, limits: limits, random: FixedRandom())
    var server = WebSocketConnection(acceptingWith: limits, random: FixedRandom())
    if choice & 2 == 0 { connect(&client, &server) }
    return choice & 1 == 0 ? client : server
}

private func connect(_ client: inout WebSocketConnection, _ server: inout WebSocketConnection) {
    server.receive(client.takeOutbound())
    _ = server.nextEvent()
    server.accept()
    client.receive(server.takeOutbound())
    _ = client.nextEvent()
}
