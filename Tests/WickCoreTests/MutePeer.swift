import Foundation
import Glibc
import Synchronization
import Testing
import WickWebSocket

/// A server on loopback that says too little: it takes connections and reads, and answers a WebSocket handshake at most.
final class MutePeer: Sendable {
    let port: Int
    private let listener: Int32
    private let acceptsHandshakes: Bool
    private let connections = Mutex<[Int32]>([])
    /// Becomes true when a handshake was answered.
    let handshakes = Mutex(0)

    init(acceptsHandshakes: Bool) throws {
        self.acceptsHandshakes = acceptsHandshakes
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let (listener, count) = (listener, size)
        let outcome = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, count) + listen(listener, 16) + getsockname(listener, address, &size)
            }
        }
        try #require(listener >= 0 && outcome == 0)
        port = Int(UInt16(bigEndian: address.sin_port))
        let thread = Thread { [self] in acceptAll() }
        thread.start()
    }

    /// Ends the server and its connections.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        for connection in connections.withLock({ $0 }) { shutdown(connection, Int32(SHUT_RDWR)) }
    }

    private func acceptAll() {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { break }
            connections.withLock { $0.append(connection) }
            let thread = Thread { [self] in serve(connection) }
            thread.start()
        }
        close(listener)
    }

    private func serve(_ connection: Int32) {
        var server = WebSocketConnection(acceptingWith: WebSocketLimits(), random: SystemRandomNumberGenerator())
        var bytes = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(connection, &bytes, bytes.count)
            guard count > 0 else { break }
            guard acceptsHandshakes, server.state == .connecting else { continue }
            server.receive(bytes.prefix(count))
            guard case .requested = server.nextEvent() else { continue }
            server.accept()
            let answer = server.takeOutbound()
            guard write(connection, answer, answer.count) == answer.count else { break }
            handshakes.withLock { $0 += 1 }
        }
        connections.withLock { $0.removeAll { $0 == connection } }
        close(connection)
    }
}
