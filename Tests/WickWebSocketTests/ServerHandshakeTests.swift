import Testing
import WickTestKit

@testable import WickWebSocket

/// The opening handshake as a server; RFC 6455, 4.2.
struct ServerHandshakeTests {
    /// The request of RFC 6455, 1.2, without what a test leaves out or replaces.
    private static func request(_ change: [String: String?] = [:], line: String = "GET /chat HTTP/1.1") -> [UInt8] {
        let headers = [
            ("Host", "server.example.com"), ("Upgrade", "websocket"), ("Connection", "Upgrade"),
            ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="), ("Sec-WebSocket-Version", "13"),
        ]
        let lines = headers.compactMap { name, value in (change[name] ?? value).map { "\(name): \($0)" } }
        return Array(([line] + lines).joined(separator: "\r\n").utf8) + Array("\r\n\r\n".utf8)
    }

    private static func server() -> WebSocketConnection {
        WebSocketConnection(acceptingWith: .init(), random: SeededRandom(seed: 1))
    }

    @Test("tells the request, and accepts it with the answer of RFC 6455, 1.3")
    func accepts() throws {
        var server = Self.server()
        let events = server.tellAll(after: Self.request(["Connection": "keep-alive, upgrade"]))
        guard case .requested(let request) = events.first else { return #expect(Bool(false), "\(events)") }
        #expect(request.target == "/chat")
        #expect(request.header("host") == "server.example.com")
        #expect(server.state == .connecting)
        server.accept(headers: [HTTPHeader(name: "Server", value: "wick")])
        #expect(server.state == .open)
        let answer = [
            "HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
            "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "Server: wick", "", "",
        ]
        #expect(String(decoding: server.takeOutbound(), as: UTF8.self) == answer.joined(separator: "\r\n"))
    }

    @Test("keeps frames that come early until it has accepted, within bounds")
    func keepsEarlyFrames() throws {
        var server = Self.server()
        let frame = Wire.frame(1, "early", mask: [1, 2, 3, 4])
        #expect(server.tellAll(after: Self.request() + frame).count == 1)
        var other = server
        server.accept()
        #expect(server.tellAll() == [.text("early")])
        #expect(
            other.tellAll(after: Array(repeating: 0, count: 65_536)) == [.failed(.handshakeTooLong(bytesMax: 65_536))])
    }

    @Test("refuses with the caller's answer")
    func refuses() throws {
        var server = Self.server()
        #expect(server.tellAll(after: Self.request()).count == 1)
        server.refuse(HTTPResponse(status: 404, headers: [HTTPHeader(name: "A", value: "b")], body: Array("no".utf8)))
        #expect(server.state == .closed)
        let text = String(decoding: server.takeOutbound(), as: UTF8.self)
        #expect(text == "HTTP/1.1 404 Refused\r\nA: b\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno")
        server.accept()
        #expect(!server.hasOutbound)
    }

    @Test(
        "fails on a request that breaks a rule, and answers with its status",
        arguments: [
            (request(["Host": nil]), 400), (request(["Upgrade": nil]), 426), (request(["Upgrade": "h2c"]), 426),
            (request(["Connection": "close"]), 400), (request(["Sec-WebSocket-Key": nil]), 400),
            (request(["Sec-WebSocket-Key": "dGhlIHNhbXBsZQ=="]), 400), (request(["Sec-WebSocket-Key": "*"]), 400),
            (request(["Sec-WebSocket-Version": nil]), 426), (request(["Sec-WebSocket-Version": "8"]), 426),
            (request(line: "POST /chat HTTP/1.1"), 405), (request(line: "GET /chat HTTP/1.0"), 400),
            (request(line: "GET /a b HTTP/1.1"), 400), (request(line: "GET  HTTP/1.1"), 400), (request(line: "x"), 400),
            (Array("GET / HTTP/1.1\r\nA\r\n\r\n".utf8), 400), (Array(repeating: 0x41, count: 65_537), 431),
        ] as [([UInt8], Int)])
    func fails(request: [UInt8], status: Int) throws {
        var server = Self.server()
        let events = server.tellAll(after: request)
        guard case .failed = events.first else { return #expect(Bool(false), "\(events)") }
        #expect(events.count == 1)
        #expect(server.state == .closed)
        #expect(server.takeOutbound().starts(with: "HTTP/1.1 \(status) Refused\r\nSec-WebSocket-Version: 13\r\n".utf8))
    }

    @Test("takes no answer before the request")
    func takesNoEarlyAnswer() {
        var server = Self.server()
        server.accept()
        server.refuse(HTTPResponse(status: 400))
        #expect(server.state == .connecting)
        #expect(!server.hasOutbound)
    }
}
