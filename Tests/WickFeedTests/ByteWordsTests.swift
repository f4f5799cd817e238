import Testing
import WickTestKit

@testable import WickFeed

struct ByteWordsTests {
    @Test("are the same exactly if the bytes are", arguments: 0...40)
    func equality(count: Int) {
        var random = SeededRandom(seed: UInt64(count))
        let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        #expect(areEqual(bytes, bytes))
        #expect(!areEqual(bytes, bytes + [0]))
        for place in bytes.indices {
            var other = bytes
            other[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
            #expect(!areEqual(bytes, other), "byte \(place)")
        }
    }

    private func areEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        one.withUnsafeBytes { one in other.withUnsafeBytes { ByteWords(one) == ByteWords($0) } }
    }
}
