/// The server's part of the opening handshake (RFC 6455, 4.2).
struct ServerHandshake: Sendable {
    private var reader: HTTPHeadReader
    private let bytesMax: Int
    /// The key of the request that waits for an answer.
    private(set) var key: HandshakeKey?

    init(bytesMax: Int) {
        reader = HTTPHeadReader(bytesMax: bytesMax)
        self.bytesMax = bytesMax
    }

    /// The client's request once it is whole; `nil` before and after.
    mutating func next(in input: inout ReceiveBuffer) throws(WebSocketFailure) -> WebSocketRequest? {
        guard key == nil else {
            // A client must not go on before the answer; what it sends all the same is kept within bounds.
            if input.unreadCount > bytesMax { throw .handshakeTooLong(bytesMax: bytesMax) }
            return nil
        }
        guard let head = try reader.next(in: &input) else { return nil }
        let request = WebSocketRequest(target: try Self.target(head.startLine), headers: head.headers)
        key = try Self.check(request)
        return request
    }

    /// Reads `GET /path HTTP/1.1`.
    private static func target(_ line: [UInt8]) throws(WebSocketFailure) -> String {
        let parts = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].elementsEqual("HTTP/1.1".utf8), !parts[1].isEmpty else {
            throw .headMalformed("the request line is not 'GET /path HTTP/1.1'")
        }
        guard parts[0].elementsEqual("GET".utf8) else { throw .methodNotGet(String(decoding: parts[0], as: UTF8.self)) }
        return String(decoding: parts[1], as: UTF8.self)
    }

    private static func check(_ request: WebSocketRequest) throws(WebSocketFailure) -> HandshakeKey {
        func wrong(_ name: String, _ expected: String) -> WebSocketFailure {
            .headerWrong(name: name, value: request.header(name), expected: expected)
        }
        guard request.header("Host") != nil else { throw wrong("Host", "the server's name") }
        for (name, token) in [("Upgrade", "websocket"), ("Connection", "Upgrade")] {
            let tokens = request.headers.listElements(named: name)
            guard tokens.contains(where: { $0.equalsIgnoringCase(token) }) else { throw wrong(name, token) }
        }
        guard request.header("Sec-WebSocket-Version") == "13" else { throw wrong("Sec-WebSocket-Version", "13") }
        guard let key = request.header("Sec-WebSocket-Key").flatMap(HandshakeKey.init) else {
            throw wrong("Sec-WebSocket-Key", "Base64 of 16 bytes")
        }
        return key
    }

    /// The bytes of the answer 101.
    static func acceptance(of key: HandshakeKey, headers: [HTTPHeader]) -> [UInt8] {
        let own = [
            HTTPHeader(name: "Upgrade", value: "websocket"),
            HTTPHeader(name: "Connection", value: "Upgrade"),
            HTTPHeader(name: "Sec-WebSocket-Accept", value: key.answer),
        ]
        return HTTPHead.encode(startLine: "HTTP/1.1 101 Switching Protocols", headers: own + headers)
    }

    /// The bytes of any other answer; `Content-Length` and `Connection: close` are added.
    static func refusal(_ response: HTTPResponse) -> [UInt8] {
        let own = [
            HTTPHeader(name: "Content-Length", value: "\(response.body.count)"),
            HTTPHeader(name: "Connection", value: "close"),
        ]
        return HTTPHead.encode(startLine: "HTTP/1.1 \(response.status) Refused", headers: response.headers + own)
            + response.body
    }

    /// The answer to a request that breaks the rules; with another version it names ours (RFC 6455, 4.4).
    static func refusal(of failure: WebSocketFailure) -> [UInt8] {
        let version = HTTPHeader(name: "Sec-WebSocket-Version", value: "13")
        let status =
            switch failure {
            case .headerWrong("Upgrade", _, _), .headerWrong(version.name, _, _): 426
            case .methodNotGet: 405
            case .handshakeTooLong: 431
            default: 400
            }
        return refusal(HTTPResponse(status: status, headers: [version], body: Array("\(failure)\n".utf8)))
    }
}
