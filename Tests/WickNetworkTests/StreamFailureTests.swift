import Glibc
import Testing
import WickNetwork
import WickTestKit

@Suite(.timeLimit(.minutes(1)))
struct StreamFailureTests {
    @Test("says that a port refuses")
    func refuses() async throws {
        let port = TestServer.closedPort
        try await withLoop { actor in
            let error = await #expect(throws: NetworkError.self) { try await actor.connect(port: port) }
            #expect(error == .refused(endpoint: "127.0.0.1:\(port)"))
            #expect(error?.isTransient == true)
            #expect(await actor.events.count == 1)
        }
    }

    @Test(
        "says that a name is unknown, and goes on working while it asks",
        arguments: ["nonexistent.invalid", String(repeating: "a", count: 64) + ".invalid"])
    func doesNotKnow(host: String) async throws {
        try await withLoop(testOptions { $0.connectTimeout = .seconds(5) }) { actor in
            await actor.open(host: host, port: 443)
            await actor.timer(after: .milliseconds(1))
            await actor.until { $0.failure != nil }
            // Without any name server, the resolver waits for one longer than we do.
            let error = await actor.failure
            #expect(error == .couldNotResolve(host: host) || error == .timedOut(.lookup, endpoint: "\(host):443"))
        }
    }

    @Test("gives a connection up that takes too long")
    func timesOut() async throws {
        // A listener whose queue is full drops what else comes.
        let (listener, port) = try TestServer.listen(backlog: 0)
        let (first, second) = (try fill(port), try fill(port))
        defer { for socket in [listener, first, second] { close(socket) } }
        try await withLoop(testOptions { $0.connectTimeout = .milliseconds(400) }) { actor in
            await #expect(throws: NetworkError.timedOut(.connection, endpoint: "127.0.0.1:\(port)")) {
                try await actor.connect(port: port)
            }
        }
    }

    @Test("gives a TLS handshake up that takes too long")
    func timesOutInHandshake() async throws {
        let server = try TestServer { $0.readToEnd() }
        // Time enough to connect within, also on a machine that is busy.
        try await withLoop(testOptions { $0.connectTimeout = .seconds(3) }) { actor in
            await #expect(throws: NetworkError.timedOut(.handshake, endpoint: "127.0.0.1:\(server.port)")) {
                try await actor.connect(port: server.port, isSecure: true)
            }
        }
    }

    @Test("says that the peer does not speak TLS")
    func isNotTLS() async throws {
        let server = try TestServer { peer in
            _ = peer.read()
            peer.write("HTTP/1.1 400 Bad Request\r\n\r\n")
            peer.readToEnd()
        }
        try await withLoop { actor in
            let error = await #expect(throws: NetworkError.self) {
                try await actor.connect(port: server.port, isSecure: true)
            }
            guard case .tls(_, _, isCertificate: false) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test(
        "refuses what is no host or no port, and sends nothing",
        arguments: [
            ("", 80), ("a b", 80), ("http://host", 80), ("host/path", 80), ("user@host", 80), ("host?", 80),
            ("ho\u{0}st", 80), ("ho\r\nst", 80), ("host#", 80), (String(repeating: "a", count: 300), 80),
            ("127.0.0.1", 0), ("127.0.0.1", -1), ("127.0.0.1", 65_536), ("127.0.0.1", .max), ("1:2:3", 80), ("[", 80),
        ] as [(String, Int)])
    func refusesBadEndpoint(host: String, port: Int) async throws {
        try await withLoop { actor in
            let error = await #expect(throws: NetworkError.self) { try await actor.connect(host: host, port: port) }
            guard case .badRequest = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(error?.isTransient == false)
        }
    }

    @Test("goes through a proxy's tunnel")
    func usesProxy() async throws {
        let proxy = try TestServer { peer in
            guard let request = peer.readRequest() else { return }
            peer.write("HTTP/1.1 200 go\r\n\r\n" + (request.split(separator: "\r\n").first ?? ""))
            peer.endWriting()
            peer.readToEnd()
        }
        try await withLoop(testOptions { $0.proxy = "http://127.0.0.1:\(proxy.port)" }) { actor in
            try await actor.connect(host: "exchange.invalid", port: 9443)
            await actor.until { $0.hasEnded }
            #expect(await String(decoding: actor.received, as: UTF8.self) == "CONNECT exchange.invalid:9443 HTTP/1.1")
            #expect(await actor.peerAddress == "127.0.0.1:\(proxy.port)")
        }
    }

    @Test("blames the proxy for what the proxy does")
    func blamesProxy() async throws {
        let proxy = try TestServer { peer in
            _ = peer.readRequest()
            peer.write("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            peer.readToEnd()
        }
        let dead = "http://127.0.0.2:1"
        for address in ["http://127.0.0.1:\(proxy.port)", "http://nonexistent.invalid:1", dead] {
            try await withLoop(testOptions { $0.proxy = address }) { actor in
                let error = await #expect(throws: NetworkError.self) { try await actor.connect(port: 1) }
                guard case .proxy = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
            }
        }
    }

    /// A connection that waits in the listener's queue, or for a place in it.
    private func fill(_ port: Int) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        withUnsafeBytes(of: &address) { bytes in
            let pointer = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self)
            _ = connect(descriptor, pointer, socklen_t(bytes.count))
        }
        return descriptor
    }
}
