import Foundation
import Synchronization
import Testing
import WickNetwork
import WickTestKit
import WickWebSocket

@Suite(.timeLimit(.minutes(1)))
struct HTTPRequestTests {
    @Test("gives status, all headers and body, and sends the headers asked for")
    func gets() async throws {
        let server = try TestServer { peer in
            guard let request = peer.readRequest() else { return }
            peer.write("HTTP/1.1 418 I'm a teapot\r\nRetry-After: 7\r\nX-A:  one \r\nX-A: two\r\nX-Empty:\r\n")
            peer.write("Content-Length: \(request.utf8.count)\r\n\r\n\(request)")
        }
        try await withLoop { actor in
            let headers = [HTTPHeader(name: "X-Key", value: "v: w"), HTTPHeader(name: "X-None", value: "")]
            let response = try await actor.get("http://127.0.0.1:\(server.port)/a?b=c", headers: headers).get()
            #expect(response.status == 418)
            #expect(
                response.headers.dropLast() == [
                    HTTPHeader(name: "Retry-After", value: "7"), HTTPHeader(name: "X-A", value: "one"),
                    HTTPHeader(name: "X-A", value: "two"), HTTPHeader(name: "X-Empty", value: ""),
                ])
            let request = String(decoding: response.body, as: UTF8.self).components(separatedBy: "\r\n")
            #expect(request.first == "GET /a?b=c HTTP/1.1")
            #expect(request.contains("X-Key: v: w"))
            #expect(request.contains("X-None:"))
            #expect(request.contains("User-Agent: wick"))
            #expect(request.contains { $0.hasPrefix("Accept-Encoding:") && $0.contains("gzip") })
        }
    }

    @Test("does not follow a redirect")
    func staysHere() async throws {
        let server = try TestServer(answer: "HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n")
        try await withLoop { actor in
            let response = try await actor.get("http://127.0.0.1:\(server.port)/").get()
            #expect(response.status == 302)
            #expect(response.header("location") == "/there")
        }
    }

    @Test("uses a connection again")
    func reusesConnection() async throws {
        let connections = Atomic(0)
        let server = try TestServer { peer in
            connections.add(1, ordering: .relaxed)
            while peer.readRequest() != nil { peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") }
        }
        try await withLoop { actor in
            for _ in 0..<5 {
                let response = try await actor.get("http://127.0.0.1:\(server.port)/").get()
                #expect(response.body == Array("ok".utf8))
            }
        }
        #expect(connections.load(ordering: .relaxed) == 1)
    }

    @Test(
        "puts a body together, however it is sent",
        arguments: [
            ("Content-Length: 5\r\n\r\nhello", "hello"),
            ("Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nX-Trailer: no\r\n\r\n", "hello"),
            ("Connection: close\r\n\r\nhello", "hello"),
            ("\r\n", ""),
        ])
    func readsBody(answer: String, body: String) async throws {
        let server = try TestServer(answer: "HTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n" + answer)
        try await withLoop { actor in
            let response = try await actor.get("http://127.0.0.1:\(server.port)/").get()
            #expect(response.status == 200)
            #expect(String(decoding: response.body, as: UTF8.self) == body)
            #expect(response.header("link") == nil)
            #expect(response.header("x-trailer") == nil)
        }
    }

    @Test("unpacks a compressed body, and bounds what comes out", arguments: [1000, 999])
    func unpacks(limit: Int) async throws {
        let packed = Self.packedZeros
        let server = try TestServer { peer in
            _ = peer.readRequest()
            peer.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(packed.count)\r\n\r\n")
            peer.write(packed)
        }
        try await withLoop { actor in
            let result = await actor.get("http://127.0.0.1:\(server.port)/", bodyBytesMax: limit)
            let expected = Result<[UInt8], NetworkError>.success(Array(repeating: 48, count: 1000))
            #expect(result.map(\.body) == (limit == 1000 ? expected : .failure(.tooLarge(limit: 999))))
        }
    }

    @Test("stops at the body that is too long, without waiting for the rest", arguments: [true, false])
    func boundsBody(isAnnounced: Bool) async throws {
        let server = try TestServer { peer in
            _ = peer.readRequest()
            peer.write("HTTP/1.1 200 OK\r\n\(isAnnounced ? "Content-Length: 99999999\r\n" : "")\r\n")
            while peer.write([UInt8](repeating: 65, count: 4096)) {}
        }
        try await withLoop { actor in
            let result = await actor.get("http://127.0.0.1:\(server.port)/", bodyBytesMax: 100_000)
            #expect(result == .failure(.tooLarge(limit: 100_000)))
        }
    }

    @Test(
        "stops at headers that are too many or too long",
        arguments: ["X: 1\r\n", "X: " + String(repeating: "y", count: 5000) + "\r\n", "\r\nHTTP/1.1 100 Go on\r\n"])
    func boundsHeaders(line: String) async throws {
        let server = try TestServer { peer in
            _ = peer.readRequest()
            peer.write("HTTP/1.1 100 Go on\r\n")
            while peer.write(line) {}
        }
        try await withLoop { actor in
            let result = await actor.get("http://127.0.0.1:\(server.port)/")
            #expect(result == .failure(.headersTooLarge(bytesMax: 65_536, headersMax: 256)))
        }
    }

    @Test(
        "is done when the time is up, whatever the server has sent by then",
        arguments: ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"])
    func timesOut(part: String) async throws {
        let server = try TestServer { peer in
            _ = peer.readRequest()
            peer.write(part)
            peer.readToEnd()
        }
        try await withLoop { actor in
            let result = await actor.get("http://127.0.0.1:\(server.port)/", timeout: .seconds(3))
            #expect(result == .failure(.timedOut(.answer, endpoint: "127.0.0.1:\(server.port)")))
        }
    }

    @Test(
        "says that an answer makes no sense",
        arguments: [
            "garbage\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\nhello",
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nX\r\n\r\n",
            "HTTP/9.9 200 OK\r\n\r\n", "\u{0}\u{0}\u{0}",
        ])
    func refusesNonsense(answer: String) async throws {
        let server = try TestServer(answer: answer)
        try await withLoop { actor in
            let result = await actor.get("http://127.0.0.1:\(server.port)/")
            guard case .failure(.badAnswer(let endpoint, _)) = result else {
                Issue.record("\(result)")
                return
            }
            #expect(endpoint == "127.0.0.1:\(server.port)")
        }
    }

    @Test(
        "says that an answer ended too early",
        arguments: [
            "", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhell",
        ])
    func endsEarly(answer: String) async throws {
        let server = try TestServer(answer: answer)
        try await withLoop { actor in
            let result = await actor.get("http://127.0.0.1:\(server.port)/")
            #expect(result == .failure(.ended(endpoint: "127.0.0.1:\(server.port)")))
        }
    }

    @Test("never traps, and always completes, when an answer is damaged", arguments: 0..<60 as Range<UInt64>)
    func survivesDamage(seed: UInt64) async throws {
        var answer = Array(
            "HTTP/1.1 200 OK\r\nServer: x\r\nTransfer-Encoding: chunked\r\nX-Y: z\r\n\r\n5\r\nhello\r\n0\r\n\r\n".utf8)
        let noise = ByteStreamTests.noise(8, seed: seed + 1)
        for index in 0..<(1 + Int(noise[0]) % 3) {
            answer[Int(noise[index * 2 + 1]) % answer.count] = noise[index * 2 + 2]
        }
        let damaged = answer
        let server = try TestServer { peer in
            _ = peer.readRequest()
            peer.write(damaged)
        }
        try await withLoop { actor in
            _ = await actor.get("http://127.0.0.1:\(server.port)/", timeout: .seconds(5))
        }
    }

    @Test(
        "refuses what is no URL for HTTP, and headers that would smuggle others in",
        arguments: [
            ("", "X", "y"), ("127.0.0.1/", "X", "y"), ("ftp://127.0.0.1/", "X", "y"), ("file:///etc/passwd", "X", "y"),
            ("http://127.0.0.1/a b", "X", "y"), ("http://127.0.0.1/\r\nX: y", "X", "y"), ("http://", "X", "y"),
            ("http://127.0.0.1:99999/", "X", "y"), ("http://127.0.0.1:1/", "X\r\nZ", "y"),
            ("http://127.0.0.1:1/", "X", "y\r\nZ: 1"), ("http://127.0.0.1:1/", "X", "y\u{0}"),
            ("http://127.0.0.1:1/", "", "y"), ("http://127.0.0.1:1/", "X:", "y"), ("http://127.0.0.1:1/", "X;", ""),
        ])
    func refusesBadRequest(url: String, name: String, value: String) async throws {
        try await withLoop { actor in
            let result = await actor.get(url, headers: [HTTPHeader(name: name, value: value)])
            guard case .failure(.badRequest) = result else {
                Issue.record("\(result)")
                return
            }
        }
    }

    @Test("is silent when cancelled")
    func cancels() async throws {
        let (asked, closed) = (Gate(), Gate())
        let server = try TestServer { peer in
            _ = peer.readRequest()
            asked.open()
            peer.readToEnd()
            closed.open()
        }
        try await withLoop { actor in
            await actor.startRequest("http://127.0.0.1:\(server.port)/")
            await asked.passed()
            await actor.cancelRequest()
            await closed.passed()
            #expect(await actor.get("http://127.0.0.1:1/").isRefused)
        }
    }

    /// A thousand times the digit 0, packed.
    private static let packedZeros: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x33, 0x30, 0x18, 0x05, 0xA3, 0x60,
        0x14, 0x0C, 0x77, 0x00, 0x00, 0x83, 0x99, 0x5F, 0xA8, 0xE8, 0x03, 0x00, 0x00,
    ]
}

extension TestServer {
    /// Answers one request with `answer`, and ends the connection.
    fileprivate convenience init(answer: String) throws {
        try self.init { peer in
            _ = peer.readRequest()
            peer.write(answer)
        }
    }
}

extension Result<HTTPResponse, NetworkError> {
    fileprivate var isRefused: Bool { if case .failure(.refused) = self { true } else { false } }
}
