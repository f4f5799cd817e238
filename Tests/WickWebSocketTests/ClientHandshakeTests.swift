import Testing
import WickTestKit

@testable import WickWebSocket

/// The opening handshake as a client; RFC 6455, 4.1.
struct ClientHandshakeTests {
    private static func client(
        _ address: String = "wss://stream.example.com:9443/ws/btcusdt@kline_1m", headers: [HTTPHeader] = [],
        limits: WebSocketLimits = .init()
    ) throws -> WebSocketConnection {
        let url = try WebSocketURL(address)
        return WebSocketConnection(connectingTo: url, headers: headers, limits: limits, random: SeededRandom(seed: 7))
    }

    @Test("asks as the RFC has it")
    func asks() throws {
        var client = try Self.client(headers: [HTTPHeader(name: "User-Agent", value: "wick/1.0")])
        #expect(client.state == .connecting)
        #expect(client.hasOutbound)
        let lines = String(decoding: client.takeOutbound(), as: UTF8.self).split(
            separator: "\r\n", omittingEmptySubsequences: false)
        #expect(!client.hasOutbound)
        try #require(lines.count == 9)
        #expect(lines[0] == "GET /ws/btcusdt@kline_1m HTTP/1.1")
        #expect(lines[1] == "Host: stream.example.com:9443")
        #expect(lines[2...3] == ["Upgrade: websocket", "Connection: Upgrade"])
        #expect(lines[4].hasPrefix("Sec-WebSocket-Key: "))
        #expect(Base64.decodedCount(String(lines[4].dropFirst(19))) == 16)
        #expect(lines[5...] == ["Sec-WebSocket-Version: 13", "User-Agent: wick/1.0", "", ""])
    }

    @Test("lets no header's value end its line")
    func keepsLines() throws {
        var client = try Self.client(headers: [HTTPHeader(name: "A", value: "b\r\nX: y\r\n\r\n")])
        let head = try HTTPHead(client.takeOutbound().dropLast(4))
        #expect(head.headers.last == HTTPHeader(name: "A", value: "b  X: y"))
    }

    @Test("opens on a right answer in any case and order, and takes frames right behind it")
    func opens() throws {
        var client = try Self.client()
        let request = try HTTPHead(client.takeOutbound().dropLast(4))
        let key = try #require(request.headers.value(named: "sec-websocket-key").flatMap(HandshakeKey.init))
        let answer =
            "HTTP/1.1 101 Web Socket Protocol\r\nserver: nginx\r\nsec-websocket-accept:\(key.answer)\t \r\n"
            + "CONNECTION: keep-alive, UPGRADE\r\nupgrade: WebSocket\r\n\r\n"
        let events = client.tellAll(after: Array(answer.utf8) + Wire.frame(1, "first"))
        let headers = [
            HTTPHeader(name: "server", value: "nginx"), HTTPHeader(name: "sec-websocket-accept", value: key.answer),
            HTTPHeader(name: "CONNECTION", value: "keep-alive, UPGRADE"),
            HTTPHeader(name: "upgrade", value: "WebSocket"),
        ]
        #expect(events == [.opened(HTTPResponse(status: 101, headers: headers)), .text("first")])
        #expect(client.state == .open)
    }

    @Test("passes over other answers in front of the final one")
    func passesOverInterim() throws {
        var client = try Self.client()
        let acceptance = try Wire.acceptance(of: client.takeOutbound())
        let early = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
        let events = client.tellAll(after: Array(early.utf8) + acceptance)
        #expect(events.count == 1)
        #expect(client.state == .open)
    }

    @Test(
        "fails on an answer 101 that is not right",
        arguments: [
            (["Upgrade: h2c", "Connection: Upgrade", "Sec-WebSocket-Accept: ANSWER"], "Upgrade"),
            (["Connection: Upgrade", "Sec-WebSocket-Accept: ANSWER"], "Upgrade"),
            (["Upgrade: websocket", "Connection: close", "Sec-WebSocket-Accept: ANSWER"], "Connection"),
            (["Upgrade: websocket", "Sec-WebSocket-Accept: ANSWER"], "Connection"),
            (["Upgrade: websocket", "Connection: Upgrade"], "Sec-WebSocket-Accept"),
            (
                ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="],
                "Sec-WebSocket-Accept"
            ),
        ])
    func failsOnWrongHeader(headers: [String], name: String) throws {
        var client = try Self.client()
        let request = try HTTPHead(client.takeOutbound().dropLast(4))
        let key = try #require(request.headers.value(named: "Sec-WebSocket-Key").flatMap(HandshakeKey.init))
        let lines = headers.map { $0 == "Sec-WebSocket-Accept: ANSWER" ? "Sec-WebSocket-Accept: \(key.answer)" : $0 }
        let answer = (["HTTP/1.1 101 Switching Protocols"] + lines).joined(separator: "\r\n") + "\r\n\r\n"
        let events = client.tellAll(after: Array(answer.utf8) + Wire.frame(1, "late"))
        guard case .failed(.headerWrong(name, _, _)) = events.first else { return #expect(Bool(false), "\(events)") }
        #expect(events.count == 1)
        #expect(client.state == .closed)
        #expect(!client.hasOutbound)
    }

    @Test("fails on an extension or a subprotocol that it did not ask for")
    func failsOnUnasked() throws {
        for name in ["Sec-WebSocket-Extensions", "Sec-WebSocket-Protocol"] {
            var client = try Self.client()
            let answer = try Wire.acceptance(of: client.takeOutbound(), ["\(name): x"])
            #expect(client.tellAll(after: answer) == [.failed(.headerNotAskedFor(name: name, value: "x"))])
        }
        var client = try Self.client(headers: [HTTPHeader(name: "sec-websocket-protocol", value: "a, x")])
        let answer = try Wire.acceptance(of: client.takeOutbound(), ["Sec-WebSocket-Protocol: x"])
        #expect(client.tellAll(after: answer).count == 1)
        #expect(client.state == .open)
    }

    @Test(
        "fails on what is not HTTP",
        arguments: [
            "HTTP/1.1\r\n\r\n", "HTTP/2 101 x\r\n\r\n", "HTTP/1.1 1O1 x\r\n\r\n", "HTTP/1.1 099 x\r\n\r\n", "\r\n\r\n",
            "HTTP/1.1 +10 x\r\n\r\n", "HTTP/1.1 101 x\r\nno colon\r\n\r\n", "HTTP/1.1 101 x\r\n: y\r\n\r\n",
            "HTTP/1.1 101 x\r\nA : y\r\n\r\n", "HTTP/1.1 101 x\r\nA: y\r\n folded\r\n\r\n",
            "HTTP/1.1 101 x\r\nA: y\rB: z\r\n\r\n", "HTTP/1.1 101 x\r\nA: \0\r\n\r\n",
            "HTTP/1.1 101 x\r\nA: \u{1B}[2J\r\n\r\n", "SSH-2.0-OpenSSH\r\n\r\n",
        ])
    func failsOnMalformedHead(answer: String) throws {
        var client = try Self.client()
        let events = client.tellAll(after: answer.utf8)
        guard case .failed(.headMalformed) = events.first else { return #expect(Bool(false), "\(events)") }
        #expect(client.state == .closed)
    }

    @Test("fails on a head beyond the limit, whole or not")
    func failsOnLongHead() throws {
        let limits = WebSocketLimits(handshakeBytesMax: 200)
        let head = "HTTP/1.1 500 x\r\nA: " + String(repeating: "y", count: 200)
        for answer in [head, head + "\r\n\r\n"] {
            var client = try Self.client(limits: limits)
            #expect(client.tellAll(after: answer.utf8) == [.failed(.handshakeTooLong(bytesMax: 200))])
        }
        var client = try Self.client(limits: limits)
        let interim = Array(String(repeating: "HTTP/1.1 100 x\r\n\r\n", count: 12).utf8)
        #expect(client.tellAll(after: interim) == [.failed(.handshakeTooLong(bytesMax: 200))])
    }

    @Test("tells a refusal with its body once that is whole")
    func tellsRefusal() throws {
        var client = try Self.client()
        let head = "HTTP/1.1 451 Unavailable\r\nContent-Length: 5\r\n\r\n"
        #expect(client.tellAll(after: Array((head + "sorr").utf8)) == [])
        #expect(client.state == .connecting)
        let headers = [HTTPHeader(name: "Content-Length", value: "5")]
        let refusal = HTTPResponse(status: 451, headers: headers, body: Array("sorry".utf8))
        #expect(client.tellAll(after: Array("y and more".utf8)) == [.refused(refusal)])
        #expect(client.state == .closed)
        client.endOfStream()
        #expect(client.tellAll() == [.ended(isClean: false)])
    }

    @Test(
        "takes the body of a refusal up to its end",
        arguments: [
            ("HTTP/1.1 429 Too Many Requests\r\n\r\n", "wait", false),
            ("HTTP/1.1 403 Forbidden\r\nContent-Length: x\r\n\r\n", "no", false),
            ("HTTP/1.1 403 Forbidden\r\nContent-Length: 99999999999999999999\r\n\r\n", "no", false),
            ("HTTP/1.1 403 Forbidden\r\nContent-Length: 10\r\n\r\n", "short", false),
            ("HTTP/1.1 304 Not Modified\r\nX: y\r\n\r\n", "", true),
            ("HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n", "", true),
        ])
    func takesBody(head: String, body: String, isWhole: Bool) throws {
        var client = try Self.client()
        var events = client.tellAll(after: (head + body).utf8)
        #expect(events.count == (isWhole ? 1 : 0))
        client.endOfStream()
        events += client.tellAll()
        guard case .refused(let response) = events.first else { return #expect(Bool(false), "\(events)") }
        #expect(response.body == Array(body.utf8))
        #expect(events.dropFirst() == [.ended(isClean: false)])
    }

    @Test(
        "joins a body that comes in chunks",
        arguments: [
            ("3\r\nabc\r\n", "abc", false), ("3\r\nab", "ab", false), ("3\r\nabc\r\n0\r\n\r\n", "abc", true),
            ("3;x=y\r\nabc\r\nA \r\n0123456789\r\n0\r\nX: y\r\n\r\nmore", "abc0123456789", true),
            ("0\r\nX: y\r\n", "", false), ("3\r\n0\r\n\r\n", "0\r\n", false), ("x\r\nabc", "", true),
            ("\r\n", "", true), ("-3\r\nabc", "", true), ("FFFFFFFF\r\nabc", "", true), ("3\r\nabcd\r\n", "abc", true),
        ])
    func joinsChunks(encoded: String, body: String, isWhole: Bool) throws {
        var client = try Self.client()
        let head = "HTTP/1.1 429 Too Many Requests\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n"
        var events = client.tellAll(after: (head + encoded).utf8)
        #expect(events.count == (isWhole ? 1 : 0))
        client.endOfStream()
        events += client.tellAll()
        guard case .refused(let response) = events.first else { return #expect(Bool(false), "\(events)") }
        #expect(response.body == Array(body.utf8))
        #expect(events.dropFirst() == [.ended(isClean: false)])
    }

    @Test("cuts the body of a refusal at the limit")
    func cutsBody() throws {
        var client = try Self.client(limits: WebSocketLimits(handshakeBytesMax: 100))
        let answer = "HTTP/1.1 500 x\r\nContent-Length: 1000\r\n\r\n" + String(repeating: "y", count: 150)
        let events = client.tellAll(after: answer.utf8)
        guard case .refused(let response) = events.first else { return #expect(Bool(false), "\(events)") }
        #expect(response.body.count == 100)
    }

    @Test("tells only the end when the transport ends within the head")
    func tellsEndWithinHead() throws {
        var client = try Self.client()
        #expect(client.tellAll(after: "HTTP/1.1 101 Swi".utf8) == [])
        client.endOfStream()
        #expect(client.tellAll() == [.ended(isClean: false)])
        #expect(client.state == .closed)
    }

    @Test("sends nothing before it is open")
    func sendsNothingEarly() throws {
        var client = try Self.client()
        _ = client.takeOutbound()
        #expect(client.sendText("early") == false)
        #expect(client.sendPing() == false)
        client.accept()
        client.refuse(HTTPResponse(status: 400))
        #expect(!client.hasOutbound)
        #expect(client.state == .connecting)
    }
}
