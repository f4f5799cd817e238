import Glibc
import WickWebSocket

/// One connection of the ``ExchangeServer``: requests one after the other, or a stream.
struct ServerConnection {
    private let socket: Int32
    private let server: ExchangeServer
    private var input: [UInt8] = []

    init(_ socket: Int32, of server: ExchangeServer) { (self.socket, self.server) = (socket, server) }

    /// Serves it until the client goes.
    mutating func run() {
        while let head = readHead() {
            let text = String(decoding: head, as: UTF8.self)
            if text.lowercased().contains("upgrade: websocket") {
                serveStream(head)
                return
            }
            let target = text.split(separator: " ").dropFirst().first.map(String.init) ?? ""
            let body = server.answers.body(for: target)
            let status = body == nil ? "404 Not Found" : "200 OK"
            let answer = "HTTP/1.1 \(status)\r\nContent-Length: \(body?.count ?? 0)\r\n\r\n"
            guard write(Array(answer.utf8) + (body ?? [])) else { return }
        }
    }

    /// The bytes up to and with the empty line; `nil` at the end.
    private mutating func readHead() -> [UInt8]? {
        let end: [UInt8] = [13, 10, 13, 10]
        while true {
            for start in input.indices.dropLast(3) where input[start..<start + 4].elementsEqual(end) {
                let head = Array(input[..<(start + 4)])
                input.removeFirst(start + 4)
                return head
            }
            guard let more = read() else { return nil }
            input += more
        }
    }

    private mutating func serveStream(_ head: [UInt8]) {
        var connection = WebSocketConnection(acceptingWith: .init(), random: SystemRandomNumberGenerator())
        connection.receive(head)
        repeat {
            while let event = connection.nextEvent() {
                switch event {
                case .requested:
                    connection.accept()
                    server.streamOpened(socket)
                case .text(let payload):
                    let text = connection.withPayload(payload) { String(decoding: $0, as: UTF8.self) }
                    if text.contains("\"SUBSCRIBE\"") { server.subscribed(text.split(separator: "@").count - 1) }
                case .pong: server.pongReceived()
                case .opened, .refused, .binary, .ping, .closeReceived, .failed, .ended: break
                }
            }
            guard write(connection.takeOutbound()), connection.state != .closed, let more = read() else { break }
            connection.receive(more)
        } while true
        server.streamClosed()
    }

    private func read() -> [UInt8]? {
        var space = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &space, space.count, 0)
        return count > 0 ? Array(space[..<count]) : nil
    }

    private func write(_ bytes: [UInt8]) -> Bool {
        do { try bytes.withUnsafeBytes { try Socket.send($0, to: socket) } } catch { return false }
        return true
    }
}
