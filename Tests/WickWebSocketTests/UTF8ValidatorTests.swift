import Testing
import WickTestKit

@testable import WickWebSocket

/// Text must be UTF-8, checked while it comes; RFC 6455, 8.1, and RFC 3629.
struct UTF8ValidatorTests {
    /// Each begins with bytes that a text may begin with, as many as told, and goes on with one that it may not.
    static let malformed: [(bytes: [UInt8], good: Int)] = [
        ([0x80], 0), ([0xBF], 0), ([0xC0, 0xAF], 0), ([0xC1, 0xBF], 0), ([0xC2, 0x41], 1), ([0xC2, 0xC2], 1),
        ([0xE0, 0x80, 0xAF], 1), ([0xE0, 0x9F, 0xBF], 1), ([0xE1, 0x80, 0x41], 2),
        ([0xED, 0xA0, 0x80], 1), ([0xED, 0xBF, 0xBF], 1), ([0xF0, 0x80, 0x80, 0xAF], 1), ([0xF0, 0x8F, 0xBF, 0xBF], 1),
        ([0xF4, 0x90, 0x80, 0x80], 1), ([0xF5, 0x80], 0), ([0xF8, 0x88, 0x80, 0x80, 0x80], 0), ([0xFC], 0), ([0xFE], 0),
        ([0xFF], 0), ([0xCE, 0xBA, 0xE1, 0xBD, 0xB9, 0xCF, 0x83, 0xED, 0xA0], 8),
    ]

    @Test("fails with 1007 at the first bad byte, in whatever frame it comes", arguments: malformed)
    func failsAtFirstBadByte(bytes: [UInt8], good: Int) throws {
        for padding in [0, 7, 8, 33] {
            let text = Array(repeating: UInt8(ascii: "a"), count: padding) + bytes
            // In part of a frame that promises more.
            var client = try Wire.openClient()
            let header: [UInt8] = [0x81, 100]
            #expect(client.tellAll(after: header + text.prefix(padding + good)) == [])
            #expect(client.tellAll(after: [text[padding + good]]) == [.failed(.textMalformed)])
            #expect(try client.takeFrames() == [.close(1007)])
            // A frame a byte.
            var other = try Wire.openClient()
            for (index, byte) in text.prefix(padding + good).enumerated() {
                #expect(other.tellAll(after: Wire.frame(index == 0 ? 1 : 0, [byte], bits: 0)) == [])
            }
            let last = Wire.frame(padding + good == 0 ? 1 : 0, [text[padding + good]], bits: 0)
            #expect(other.tellAll(after: last) == [.failed(.textMalformed)])
        }
    }

    @Test("fails with 1007 on a message that ends within a character")
    func failsOnCutCharacter() throws {
        for bytes in [[0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98]] as [[UInt8]] {
            var client = try Wire.openClient()
            #expect(client.tellAll(after: Wire.frame(1, bytes)) == [.failed(.textMalformed)])
            var other = try Wire.openClient()
            #expect(
                other.tellAll(after: Wire.frame(1, bytes, bits: 0) + Wire.frame(0, [])) == [.failed(.textMalformed)])
        }
    }

    @Test(
        "takes text whose characters are cut by fragments",
        arguments: [
            "κόσμε", "Hello-µ@ßöäüàá-UTF-8!!", "\u{0}\u{7F}\u{80}\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}", "😀🇺🇦",
        ])
    func takesCutCharacters(text: String) throws {
        var client = try Wire.openClient()
        let frames = Array(text.utf8).flatMap { Wire.frame(0, [$0], bits: 0) + Wire.frame(Wire.pong, [0xFF]) }
        let events = client.tellAll(after: Wire.frame(1, "", bits: 0) + frames + Wire.frame(0, ""))
        #expect(events.last == .text(text))
        #expect(events.count == text.utf8.count + 1)
    }

    @Test("leaves binary messages unchecked")
    func leavesBinary() throws {
        var client = try Wire.openClient()
        #expect(client.tellAll(after: Wire.frame(2, [0xFF, 0xC0])) == [.binary([0xFF, 0xC0])])
    }

    @Test("agrees with the standard library on all sequences of telling bytes")
    func agreesWithLibrary() {
        let bytes: [UInt8] = [
            0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
            0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
        ]
        var sequences: [[UInt8]] = [[]]
        for _ in 0..<3 { sequences += sequences.flatMap { head in bytes.map { head + [$0] } } }
        let wrong = sequences.filter { Self.isUTF8($0) != (String(validating: $0, as: UTF8.self) != nil) }
        #expect(wrong == [])
    }

    @Test("agrees with the standard library on damaged text, cut anywhere", arguments: 0..<100 as Range<UInt64>)
    func agreesOnDamagedText(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let alphabet = Array("abcdefghij0123456789µß€漢字😀".unicodeScalars)
        for _ in 0..<20 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...80, using: &random) {
                text.append(alphabet[Int.random(in: 0..<alphabet.count, using: &random)])
            }
            var bytes = Array(String(text).utf8)
            if !bytes.isEmpty, Bool.random(using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: .min ... .max, using: &random)
            }
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            let cut = Int.random(in: 0...bytes.count, using: &random)
            #expect(Self.isUTF8(bytes) == isValid, "\(bytes)")
            #expect(Self.isUTF8(Array(bytes[..<cut]), Array(bytes[cut...])) == isValid, "\(bytes) cut at \(cut)")
        }
    }

    private static func isUTF8(_ pieces: [UInt8]...) -> Bool {
        var validator = UTF8Validator()
        return pieces.allSatisfy { validator.accepts($0.span.bytes) } && validator.isComplete
    }
}
