import Testing
import WickTestKit

@testable import WickSimulator

struct JSONParserTests {
    private func parse(_ text: String) throws -> JSONValue { try JSONParser.value(of: Array(text.utf8)) }

    @Test("reads every kind of value")
    func readsValues() throws {
        let text = #" {"a":[1,-2.5e3,true,false,null,"x\u00e9\ud83d\ude00\n"],"b":{}} "#
        #expect(
            try parse(text)
                == .object([
                    "a": .array([
                        .number("1"), .number("-2.5e3"), .boolean(true), .boolean(false), .null, .string("xé😀\n"),
                    ]),
                    "b": .object([:]),
                ]))
    }

    @Test(
        "says where the text stops being JSON",
        arguments: [
            ("", 1, 1), ("?", 1, 1), (#"{"a" 1}"#, 1, 6), ("[1,\n 2,\n x]", 3, 2), ("[1 2]", 1, 4), ("{} x", 1, 4),
            (#""\u12"#, 1, 4), (#""\ud800""#, 1, 8), ("\"a\tb\"", 1, 4), ("[1.2.3]", 1, 2), ("tru", 1, 1), ("[", 1, 2),
        ])
    func saysWhere(text: String, line: Int, column: Int) throws {
        let failure = #expect(throws: JSONParser.Failure.self) { try parse(text) }
        #expect(failure.map { [$0.line, $0.column] } == [line, column])
    }

    @Test("bounds how deep a text may go")
    func boundsDepth() throws {
        _ = try parse(String(repeating: "[", count: 32) + String(repeating: "]", count: 32))
        #expect(throws: JSONParser.Failure.self) { try parse(String(repeating: "[", count: 5000)) }
    }

    @Test("never traps on damaged bytes", arguments: 0..<50 as Range<UInt64>)
    func survivesDamage(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let sound = Array(#"{"method":"SUBSCRIBE","params":["btcusdt@kline_1m","\u00e9"],"id":12.5}"#.utf8)
        for _ in 0..<100 {
            var bytes = Array(sound.prefix(Int.random(in: 0...sound.count, using: &random)))
            for _ in 0..<Int.random(in: 0...4, using: &random) where !bytes.isEmpty {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            _ = try? JSONParser.value(of: bytes)
            _ = ControlRequest.read(bytes, unsignedIDsOnly: false)
        }
    }
}
