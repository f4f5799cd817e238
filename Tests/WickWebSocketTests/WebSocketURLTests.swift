import Testing
import WickWebSocket

/// Addresses; RFC 6455, 3.
struct WebSocketURLTests {
    @Test("reads scheme, host, port and target")
    func readsParts() throws {
        let url = try WebSocketURL("wss://stream.binance.com:9443/stream?streams=btcusdt@kline_1m/ethusdt@kline_1m")
        #expect(url.isSecure)
        #expect(url.host == "stream.binance.com")
        #expect(url.port == 9443)
        #expect(url.target == "/stream?streams=btcusdt@kline_1m/ethusdt@kline_1m")
        #expect(url.hostHeader == "stream.binance.com:9443")
    }

    @Test(
        "fills in what an address leaves out",
        arguments: [
            ("ws://localhost", "localhost", 80, "/", "localhost"),
            ("WSS://Example.COM/Path", "example.com", 443, "/Path", "example.com"),
            ("ws://127.0.0.1:8080?a=b", "127.0.0.1", 8080, "/?a=b", "127.0.0.1:8080"),
            ("ws://[::1]:80/", "[::1]", 80, "/", "[::1]"),
            ("wss://[2001:DB8::1]:65535/x", "[2001:db8::1]", 65_535, "/x", "[2001:db8::1]:65535"),
            ("ws://h:443/", "h", 443, "/", "h:443"),
        ])
    func fillsIn(text: String, host: String, port: Int, target: String, header: String) throws {
        let url = try WebSocketURL(text)
        #expect(url.host == host)
        #expect(url.port == port)
        #expect(url.target == target)
        #expect(url.hostHeader == header)
    }

    static let refused: [(String, WebSocketURLError)] =
        ["", "http://h/", "ws:/h", "//h/", "h", "wsss://h"].map { ($0, .schemeNotWebSocket(url: $0)) }
        + ["ws://", "ws:///x", "ws://:80/", "ws://a%20b/", "ws://[]/", "ws://[::1/", "ws://[x]/", "ws://a,b/"].map {
            ($0, .hostMalformed(url: $0))
        }
        + [
            "ws://h:/", "ws://h:0/", "ws://h:65536/", "ws://h:99999999999999999999/", "ws://h:8o/", "ws://[::1]80/",
            "ws://h:+80", "ws://h:-1",
        ].map { ($0, .portMalformed(url: $0)) }
        + ["ws://u@h/", "ws://u:p@h/"].map { ($0, .userInfoNotAllowed(url: $0)) }
        + ["ws://h/#", "ws://h#x"].map { ($0, .fragmentNotAllowed(url: $0)) }
        + [
            ("ws://h/a b", .byteNotAllowed(url: "ws://h/a b", offset: 8, byte: 0x20)),
            ("ws://h/\r\nX: y", .byteNotAllowed(url: "ws://h/\r\nX: y", offset: 7, byte: 0x0D)),
            (" ws://h/", .byteNotAllowed(url: " ws://h/", offset: 0, byte: 0x20)),
            ("ws://h/ä", .byteNotAllowed(url: "ws://h/ä", offset: 7, byte: 0xC3)),
            ("ws://h/\u{7F}", .byteNotAllowed(url: "ws://h/\u{7F}", offset: 7, byte: 0x7F)),
        ]

    @Test("refuses what is no address of a WebSocket, and says why", arguments: refused)
    func refuses(text: String, error: WebSocketURLError) {
        #expect(throws: error) { try WebSocketURL(text) }
        #expect(error.description.unicodeScalars.allSatisfy { $0.value >= 0x20 })
        #expect(error.description.count < 250)
    }

    @Test("refuses an address that no server would take")
    func refusesLong() throws {
        let longest = "ws://h/" + String(repeating: "a", count: WebSocketURL.bytesMax - 7)
        #expect(try WebSocketURL(longest).target.count == WebSocketURL.bytesMax - 6)
        #expect(throws: WebSocketURLError.tooLong(bytes: 16_385)) { try WebSocketURL(longest + "a") }
    }

    @Test("words an error with the address, the place and what is right")
    func wordsErrors() {
        #expect(
            "\(WebSocketURLError.byteNotAllowed(url: "ws://h/\n", offset: 7, byte: 10))"
                == #"'ws://h/\n': byte 8 is 0xa; percent-encode what is not printable ASCII"#)
    }
}
