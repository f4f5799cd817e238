import Testing

@testable import WickWebSocket

/// The means of the handshake's proof: SHA-1, Base64, and the key's answer.
struct DigestTests {
    @Test(
        "digests the examples of FIPS 180 and RFC 3174, and the edges of a block",
        arguments: [
            ("", 1, "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
            ("abc", 1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
                "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
            ),
            ("a", 1_000_000, "34aa973cd4c4daa4f61eeb2bdbad27316534016f"),
            (
                "0123456701234567012345670123456701234567012345670123456701234567", 10,
                "dea356a2cddd90c7a7ecedc5ebb563934f460452"
            ),
        ])
    func digests(text: String, count: Int, expected: String) {
        let digest = SHA1.digest(Array(repeatElement(text.utf8, count: count).joined()))
        #expect(digest.map { String($0 / 16, radix: 16) + String($0 % 16, radix: 16) }.joined() == expected)
    }

    @Test(
        "encodes the examples of RFC 4648, 10",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ])
    func encodes(text: String, base64: String) {
        #expect(Base64.encode(Array(text.utf8)) == base64)
        #expect(Base64.decodedCount(base64) == text.utf8.count)
    }

    @Test("uses the whole alphabet")
    func usesAlphabet() {
        #expect(Base64.encode([0xFB, 0xFF, 0xBF, 0x00, 0x10, 0x83]) == "+/+/ABCD")
    }

    @Test(
        "refuses what is not padded Base64",
        arguments: ["Zg", "Zg=", "Z===", "====", "Zm9v====", "Zm9*", "Z=g=", "Zg==\n"])
    func refusesBase64(text: String) { #expect(Base64.decodedCount(text) == nil) }

    @Test("answers the key of RFC 6455, 1.3")
    func answersKey() throws {
        let key = try #require(HandshakeKey("dGhlIHNhbXBsZSBub25jZQ=="))
        #expect(key.answer == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
        #expect(HandshakeKey("dGhlIHNhbXBsZSBub25j") == nil)
    }

    @Test("draws keys of 16 bytes")
    func drawsKeys() {
        var random = SystemRandomNumberGenerator()
        let key = HandshakeKey(using: &random)
        #expect(HandshakeKey(key.text) == key)
        #expect(HandshakeKey(using: &random) != key)
    }
}
