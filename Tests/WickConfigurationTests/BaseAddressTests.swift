import Testing

@testable import WickConfiguration

struct BaseAddressTests {
    @Test(
        "takes an address, and writes it in one way",
        arguments: [
            ("wss://stream.binance.com:9443", "wss://stream.binance.com:9443"),
            ("WSS://Stream.Binance.com/", "wss://stream.binance.com"),
            ("wss://proxy.example.com/Binance/spot/", "wss://proxy.example.com/Binance/spot"),
            ("ws://localhost:1", "ws://localhost:1"), ("ws://127.8.9.255:65535", "ws://127.8.9.255:65535"),
            ("ws://[::1]:8080", "ws://[::1]:8080"), ("wss://[2001:DB8::1]", "wss://[2001:db8::1]"),
            ("wss://10.0.0.1", "wss://10.0.0.1"),
            ("wss://fstream.binance.com/market", "wss://fstream.binance.com/market"),
        ])
    func takes(text: String, address: String) throws {
        #expect(try BaseAddress.check(text, kind: .webSocket) == address)
    }

    @Test(
        "refuses what is no address, and what would go unencrypted",
        arguments: [
            "", "stream.binance.com", "wss:", "wss:/", "wss://", "wss:///path", "wss://:1", "wss://a:", "wss://a:0",
            "wss://a:+1", "wss://a:1a", "wss://a:65536", "wss://a..b", "wss://.a", "wss://[]", "wss://[::1",
            "wss://[g]",
            "wss://[::1]x", "wss://a b", "wss://a\u{1B}", "wss://ä", "wss://a/?x", "wss://a#x", "wss://a\\b",
            "wss://u@a",
            "wss://u:p@localhost", "wss://a/stream", "wss://a/ws/btcusdt", "http://localhost", "ftp://localhost",
            "ws://127.0.0.1.example.com", "ws://127.0.0", "ws://127.0.0.256", "ws://127.0.0.1x", "ws://128.0.0.1",
            "ws://localhost.", "ws://0.0.0.0", "ws://[::2]", "ws://2130706433", "ws://stream.binance.com",
            "wss://" + String(repeating: "a", count: 600),
        ])
    func refuses(text: String) {
        #expect(throws: ValueProblem.self) { try BaseAddress.check(text, kind: .webSocket) }
    }

    @Test(
        "does not repeat a password",
        arguments: ["https://me:secret@api.binance.com", "me:secret@host", "wss://ä:secret@host", "https://a/b@secret"])
    func hidesPasswords(text: String) throws {
        let problem = #expect(throws: ValueProblem.self) { try BaseAddress.check(text, kind: .rest) }
        #expect(problem.map { Subject(name: "rest_base_url", allowed: "").text($0) }?.contains("secret") == false)
    }
}
