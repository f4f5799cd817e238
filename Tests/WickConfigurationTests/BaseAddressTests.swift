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
        "takes an address that goes unencrypted if told to, and tells it from others",
        arguments: [
            ("ws://stream.binance.com:9443", true), ("ws://127.0.0.1.example.com/a", true),
            ("ws://[2001:db8::1]", true),
            ("ws://localhost:1/a", false), ("ws://127.0.0.1", false), ("ws://[::1]:80/x", false),
            ("wss://example.com", false),
        ])
    func tellsExposed(address: String, isExposed: Bool) throws {
        #expect(try BaseAddress.check(address, kind: .webSocket, allowsPlaintext: true) == address)
        #expect(BaseAddress.isExposed(address) == isExposed)
    }

    @Test("names the keys whose addresses are exposed, in a file and on the command line")
    func namesExposedKeys() throws {
        let yaml = """
            exchange: binance
            ws_base_url: ws://10.0.0.1
            rest_base_url: https://10.0.0.1
            """
        func parse(allowsPlaintext: Bool) throws -> Configuration {
            try ConfigurationLoader.parse(yaml: Array(yaml.utf8), path: "x", allowsPlaintext: allowsPlaintext) {
                _ throws(FileProblem) in []
            }
        }
        #expect(throws: ConfigurationError.self) { try parse(allowsPlaintext: false) }
        let configuration = try parse(allowsPlaintext: true)
        #expect(configuration.exposedKeys == ["ws_base_url"])
        let sinks = ["http://hooks.example:80/x?y"]
        #expect(throws: ConfigurationError.self) {
            try configuration.applying(ConfigurationOverrides(sinks: sinks))
        }
        let changed = try configuration.applying(ConfigurationOverrides(sinks: sinks, allowsPlaintext: true))
        #expect(changed.exposedKeys == ["ws_base_url", "sinks"])
        #expect(Configuration.defaults.exposedKeys == [])
    }

    @Test(
        "does not repeat a password",
        arguments: ["https://me:secret@api.binance.com", "me:secret@host", "wss://ä:secret@host", "https://a/b@secret"])
    func hidesPasswords(text: String) throws {
        let problem = #expect(throws: ValueProblem.self) { try BaseAddress.check(text, kind: .rest) }
        #expect(problem.map { Subject(name: "rest_base_url", allowed: "").text($0) }?.contains("secret") == false)
    }
}
