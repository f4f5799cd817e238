/// The client's part of the opening handshake (RFC 6455, 4.1).
struct ClientHandshake: Sendable {
    private let key: HandshakeKey
    private let subprotocols: [String]
    private let bodyBytesMax: Int
    private var reader: HTTPHeadReader
    /// The head of an answer other than 101, while its body comes.
    private var refusal: HTTPResponse?

    /// - Parameter headers: those that the caller adds to the request.
    init(key: HandshakeKey, headers: [HTTPHeader], bytesMax: Int) {
        self.key = key
        subprotocols = headers.listElements(named: "Sec-WebSocket-Protocol")
        bodyBytesMax = bytesMax
        reader = HTTPHeadReader(bytesMax: bytesMax)
    }

    /// The bytes of the request.
    func request(to url: WebSocketURL, headers: [HTTPHeader]) -> [UInt8] {
        let own = [
            HTTPHeader(name: "Host", value: url.hostHeader),
            HTTPHeader(name: "Upgrade", value: "websocket"),
            HTTPHeader(name: "Connection", value: "Upgrade"),
            HTTPHeader(name: "Sec-WebSocket-Key", value: key.text),
            HTTPHeader(name: "Sec-WebSocket-Version", value: "13"),
        ]
        return HTTPHead.encode(startLine: "GET \(url.target) HTTP/1.1", headers: own + headers)
    }

    /// The server's answer, which opens the connection if its status is 101, or `nil` while it is not whole.
    ///
    /// - Parameter isEnd: whether nothing follows what `input` holds, so that a body ends with it.
    mutating func next(in input: inout ReceiveBuffer, isEnd: Bool) throws(WebSocketFailure) -> HTTPResponse? {
        while refusal == nil {
            guard let head = try reader.next(in: &input) else { return nil }
            let response = HTTPResponse(status: try Self.status(head.startLine), headers: head.headers)
            if response.status == 101 {
                try check(response)
                return response
            }
            // Other 1xx answers announce the final one (RFC 7231, 6.2).
            if response.status >= 200 { refusal = response }
        }
        guard var response = refusal else { return nil }
        let came = input.unread.prefix(bodyBytesMax)
        let isCut = isEnd || came.count == bodyBytesMax
        if response.isChunked {
            let body = ChunkedBody(came)
            response.body = body.bytes
            return body.isWhole || isCut ? response : nil
        }
        let bytesDue = min(response.bodyBytesDue ?? .max, bodyBytesMax)
        response.body = Array(came.prefix(bytesDue))
        return came.count >= bytesDue || isCut ? response : nil
    }

    /// Reads `HTTP/1.1 101 Switching Protocols`.
    private static func status(_ line: [UInt8]) throws(WebSocketFailure) -> Int {
        let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, parts[0].count == 8, parts[0].starts(with: "HTTP/1.".utf8), parts[0][7].isDigit,
            parts[1].count == 3, parts[1].allSatisfy(\.isDigit),
            let status = Int(String(decoding: parts[1], as: UTF8.self)), status >= 100
        else { throw .headMalformed("the status line is not 'HTTP/1.1 status reason'") }
        return status
    }

    private func check(_ response: HTTPResponse) throws(WebSocketFailure) {
        func wrong(_ name: String, _ expected: String) -> WebSocketFailure {
            .headerWrong(name: name, value: response.header(name), expected: expected)
        }
        guard response.header("Upgrade")?.equalsIgnoringCase("websocket") == true else {
            throw wrong("Upgrade", "websocket")
        }
        let connection = response.headers.listElements(named: "Connection")
        guard connection.contains(where: { $0.equalsIgnoringCase("upgrade") }) else {
            throw wrong("Connection", "Upgrade")
        }
        guard response.header("Sec-WebSocket-Accept") == key.answer else {
            throw wrong("Sec-WebSocket-Accept", "'\(key.answer)'")
        }
        if let name = response.headers.listElements(named: "Sec-WebSocket-Extensions").first {
            throw .headerNotAskedFor(name: "Sec-WebSocket-Extensions", value: name)
        }
        if let name = response.header("Sec-WebSocket-Protocol"), !subprotocols.contains(name) {
            throw .headerNotAskedFor(name: "Sec-WebSocket-Protocol", value: name)
        }
    }
}

extension HTTPResponse {
    fileprivate var isChunked: Bool {
        headers.listElements(named: "Transfer-Encoding").last?.equalsIgnoringCase("chunked") == true
    }

    /// The length of the body where the head tells it (RFC 7230, 3.3.3).
    fileprivate var bodyBytesDue: Int? {
        if status == 204 || status == 304 { return 0 }
        guard let length = header("Content-Length"), !length.isEmpty, length.utf8.allSatisfy(\.isDigit) else {
            return nil
        }
        return Int(length)
    }
}
