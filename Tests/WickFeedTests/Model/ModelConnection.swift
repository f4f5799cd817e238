import WickMarket
import WickTestKit
import WickWebSocket

@testable import WickFeed

/// The exchange's end of a connection.
final class ModelConnection {
    let id: ConnectionID
    var socket: WebSocketConnection
    var subscribed: Set<Int> = []
    /// Nothing passes any more, in either direction, and nobody says so.
    var isHalfOpen = false
    /// When the last bytes that were sent arrive; later ones come no sooner.
    var lastDeliverAt: Int64 = 0
    var lastReceiveAt: Int64 = 0
    /// For how long the client is told to stay away, once the refusal arrives.
    var refusedFor: Int64?
    /// When the client sent its messages, for its limit.
    var messagesAt: [Int64] = []

    init(id: ConnectionID, seed: UInt64) {
        self.id = id
        socket = WebSocketConnection(acceptingWith: .init(), random: SeededRandom(seed: seed))
    }
}

// The streams of the modelled exchange.
extension Simulation {
    /// How old a connection gets, in milliseconds.
    static let connectionAge: Int64 = 86_400_000
    /// The head of a message of 2⁴⁰ bytes.
    static let oversizeHead: [UInt8] = [0x81, 127, 0, 0, 1, 0, 0, 0, 0, 0]

    func connect(_ id: ConnectionID) {
        if isActive(.connectsHang) { return }
        let isRefused = isActive(.connectsFail)
        after(Int64.random(in: 20...300, using: &random)) { [unowned self] in
            if isRefused {
                feed.disconnected(id, reason: "connection refused", now: now)
            } else {
                let connection = ModelConnection(id: id, seed: seed)
                let place = connections.firstIndex { $0.id.number > id.number } ?? connections.count
                connections.insert(connection, at: place)
                feed.connected(id, now: now)
                after(20_000) { [unowned self] in ping(id) }
                after(Self.connectionAge) { [unowned self] in retire(id) }
            }
        }
    }

    /// A connection that has come of age is cut without a word.
    private func retire(_ id: ConnectionID) {
        guard connection(id) != nil else { return }
        agedOut += 1
        drop(id)
        feed.disconnected(id, reason: "reset by peer", now: now)
    }

    /// The exchange's end of a connection, unless it is gone.
    func connection(_ id: ConnectionID) -> ModelConnection? { connections.first { $0.id == id } }

    /// The exchange's end of a connection is gone.
    func drop(_ id: ConnectionID) { connections.removeAll { $0.id == id } }

    private func ping(_ id: ConnectionID) {
        guard let connection = connection(id) else { return }
        if !isActive(.noPings) {
            connection.socket.sendPing([1])
            flush(connection)
        }
        after(20_000) { [unowned self] in ping(id) }
    }

    /// Bytes of the client have arrived.
    func receive(_ bytes: [UInt8], from id: ConnectionID, sentAt: Int64) {
        guard let connection = connection(id), !connection.isHalfOpen else { return }
        connection.socket.receive(bytes)
        while let event = connection.socket.nextEvent() { take(event, of: connection, id, sentAt) }
        flush(connection)
    }

    private func take(_ event: WebSocketEvent, of connection: ModelConnection, _ id: ConnectionID, _ sentAt: Int64) {
        switch event {
        case .requested:
            let status = active { if case .refused(let status) = $0 { status } else { nil } }
            if let status { refuse(status, connection) } else { connection.socket.accept() }
        case .text(let payload):
            noteMessage(of: connection, sentAt)
            let words = connection.socket.withPayload(payload) { String(decoding: $0, as: UTF8.self) }.split(
                separator: " ")
            if words.count - 1 > exchange.limits.namesPerRequest { fail("\(words.count - 1) names in a request") }
            let named = keys.indices.filter { words.contains("\(keys[$0].symbol)@\(keys[$0].timeframe)") }
            if words.first == "unsub" {
                connection.subscribed.subtract(named)
            } else {
                connection.subscribed.formUnion(named)
            }
            let most = exchange.limits.streamsPerConnection
            if connection.subscribed.count > most { fail("\(connection.subscribed.count) streams on a connection") }
        case .ping, .pong:
            noteMessage(of: connection, sentAt)
        case .closeReceived, .ended:
            after(200) { [unowned self] in
                feed.endOfStream(id)
                deliver([], to: id)
            }
        case .failed(let failure):
            fail("the client broke the protocol: \(failure)")
        case .opened, .refused, .binary:
            break
        }
    }

    private func refuse(_ status: Int, _ connection: ModelConnection) {
        let pause = [403, 451].contains(status) ? 300 : Int.random(in: 1...90, using: &random)
        if status != 503 { connection.refusedFor = Int64(pause) * 1000 }
        let page = Bool.random(using: &random) ? Array("<html><body>\(status)</body></html>".utf8) : []
        connection.socket.refuse(
            HTTPResponse(status: status, headers: [HTTPHeader(name: "Retry-After", value: "\(pause)")], body: page))
    }

    /// The client has read that it shall ask nothing for so long.
    func stayAway(for pause: Int64) {
        calmFrom = max(calmFrom, time + pause)
        requestsForbiddenUntil = max(requestsForbiddenUntil, time + pause)
    }

    private func noteMessage(of connection: ModelConnection, _ sentAt: Int64) {
        connection.messagesAt = connection.messagesAt.filter { sentAt - $0 < 900 } + [sentAt]
        if connection.messagesAt.count > exchange.limits.messagesPerSecond { fail("too many messages in a second") }
    }

    /// Sends what waits to be sent; the order is kept.
    func flush(_ connection: ModelConnection) {
        guard connection.socket.hasOutbound else { return }
        let (id, bytes) = (connection.id, connection.socket.takeOutbound())
        var at = time + Int64.random(in: 10...120, using: &random)
        if let end = underWay.first(where: { $0.fault == .stall })?.to {
            at = max(at, end)
        }
        at = max(at, connection.lastDeliverAt)
        connection.lastDeliverAt = at
        queue.add({ [unowned self] in deliver(bytes, to: id) }, at: at)
    }

    /// Bytes of the exchange arrive, sometimes in two parts.
    func deliver(_ bytes: [UInt8], to id: ConnectionID) {
        guard let connection = connection(id), !connection.isHalfOpen else { return }
        let cut = Bool.random(using: &random) ? bytes.count : Int.random(in: 0...bytes.count, using: &random)
        for part in [bytes[..<cut], bytes[cut...]] {
            _ = feed.receive(id, spaceMin: part.count) { space in
                space.copyBytes(from: part)
                return part.count
            }
            while feed.step(id, now: now) != .idle { drain() }
        }
        if let pause = connection.refusedFor { stayAway(for: pause) }
    }

    // MARK: Faults that strike at once

    func strike(_ window: FaultWindow) {
        for connection in connections {
            let id = connection.id
            switch window.fault {
            case .reset:
                drop(id)
                feed.disconnected(id, reason: "reset by peer", now: now)
            case .end:
                feed.endOfStream(id)
                deliver([], to: id)
            case .halfOpen:
                connection.isHalfOpen = true
            case .goodbye(let code):
                connection.socket.close(code: code, reason: "")
                flush(connection)
            case .shutdown:
                connection.socket.sendText("shutdown")
                flush(connection)
                let delay = Int64.random(in: 1000...60_000, using: &random)
                calmFrom = max(calmFrom, time + delay)
                after(delay) { [unowned self] in
                    guard let connection = self.connection(id) else { return }
                    connection.socket.close(code: .goingAway, reason: "")
                    flush(connection)
                }
            case .garbage:
                for _ in 0..<30 { connection.socket.sendText("rubbish \(random.next())") }
                flush(connection)
            case .oversize:
                after(1_000) { [unowned self] in deliver(Self.oversizeHead, to: id) }
            default:
                break
            }
            settle()
        }
    }
}
