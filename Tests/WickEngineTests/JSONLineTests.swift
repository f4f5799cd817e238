import Foundation
import Testing
import WickTestKit

@testable import WickEngine

struct JSONLineTests {
    private struct Number: Decodable { let number: Double }

    @Test("is one object on one line, its fields in the order given")
    func isOneObject() {
        var line = JSONLine(type: "candle")
        line.add("a", 0.1)
        line.add("b", Int64.min)
        line.add("c", "x")
        line.add("d", true)
        line.add("e", false)
        line.add("f", Double?.none)
        line.add("g", Double.infinity)
        let text = String(decoding: line.bytes, as: UTF8.self)
        #expect(
            text == #"{"type":"candle","a":0.1,"b":-9223372036854775808,"c":"x","d":true,"e":false,"f":null,"g":null}"#
                + "\n")
    }

    @Test(
        "escapes what a string may not hold",
        arguments: [
            ("\"", #"\""#), ("\\", #"\\"#), ("\n", #"\u000a"#), ("\r\n", #"\u000d\u000a"#), ("\0", #"\u0000"#),
            ("\u{1B}[31m", #"\u001b[31m"#), ("\u{7F}", #"\u007f"#), ("\u{9B}1m", #"\u009b1m"#), ("/", "/"),
            ("é😀", "é😀"), ("e\u{301}", "e\u{301}"), ("\u{2028}", #"\u2028"#),
            ("\u{202E}", #"\u202e"#), ("\u{E0001}", #"\udb40\udc01"#),
        ])
    func escapes(_ value: String, _ escaped: String) {
        var line = JSONLine(type: "t")
        line.add("v", value)
        #expect(Array(line.bytes) == Array(#"{"type":"t","v":"\#(escaped)"}"#.utf8) + [10])
    }

    @Test("escapes every control character and keeps every other one")
    func escapesEveryControlCharacter() throws {
        let all = (0...0x2FF).compactMap(Unicode.Scalar.init)
        for scalar in all {
            var line = JSONLine(type: "t")
            line.add("v", String(Character(scalar)))
            let controls = line.bytes.dropLast().filter { $0 < 0x20 || $0 == 0x7F }
            #expect(controls.isEmpty, "U+\(String(scalar.value, radix: 16))")
            #expect(try Self.parsed(line)["v"] as? String == String(Character(scalar)))
        }
    }

    @Test("is read back by Foundation to the same values", arguments: 0..<50 as Range<UInt64>)
    func isReadBack(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let scalars = (0..<40).compactMap { _ in
            Unicode.Scalar(UInt32.random(in: 0...(Bool.random(using: &random) ? 0x7F : 0x1_FFFF), using: &random))
        }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        let number = Double.random(in: -1e9...1e9, using: &random)
        let whole = Int64.random(in: .min ... .max, using: &random)
        var line = JSONLine(type: text)
        line.add("number", number)
        line.add("whole", whole)
        let object = try Self.parsed(line)
        #expect((object["type"] as? String).map { Array($0.unicodeScalars) } == scalars)
        #expect(object["whole"] as? Int64 == whole)
        // JSONSerialization rounds such numbers in the last place; JSONDecoder does not.
        #expect(try JSONDecoder().decode(Number.self, from: Data(line.bytes)).number == number)
        #expect(line.bytes.filter { $0 == 10 }.count == 1 && line.bytes.last == 10)
    }

    private static func parsed(_ line: JSONLine) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(line.bytes)) as? [String: Any])
    }
}
