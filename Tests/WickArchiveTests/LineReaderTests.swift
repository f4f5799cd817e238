import Testing
import WickTestKit

@testable import WickArchive

struct LineReaderTests {
    /// Bytes that come in pieces of random length.
    private final class Pieces: ByteSource {
        private var rest: ArraySlice<UInt8>
        private var random: SeededRandom

        init(_ text: String, seed: UInt64) {
            rest = Array(text.utf8)[...]
            random = SeededRandom(seed: seed)
        }

        func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
            let count = min(rest.count, buffer.count, Int.random(in: 1...9, using: &random))
            buffer.copyBytes(from: rest.prefix(count))
            rest = rest.dropFirst(count)
            return count
        }
    }

    @Test("finds the lines that splitting finds, however the bytes come", arguments: 0..<300 as Range<UInt64>)
    func splits(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let lineBytesMax = Int.random(in: 0...12, using: &random)
        let lines = (0..<Int.random(in: 0...20, using: &random)).map { _ in
            String(repeating: "x", count: Int.random(in: 0...20, using: &random))
        }
        let ends = lines.map { _ in Bool.random(using: &random) ? "\n" : "\r\n" }
        var text = zip(lines, ends).map { $0 + $1 }.joined()
        let lastHasNoEnd = Bool.random(using: &random) && lines.last?.isEmpty == false
        if lastHasNoEnd { text.removeLast() }  // one Character, even if it is CR LF
        let reader = LineReader(
            Pieces(text, seed: seed), lineBytesMax: lineBytesMax, bufferBytes: Int.random(in: 1...30, using: &random))
        for (index, line) in lines.enumerated() {
            let next = try #require(try reader.next())
            #expect(reader.number == index + 1)
            switch next {
            case .tooLong: #expect(line.count > lineBytesMax)
            case .whole(let start, let end):
                #expect(Array(UnsafeBufferPointer(start: start, count: end - start)) == Array(line.utf8))
                #expect(line.count <= lineBytesMax)
            }
        }
        #expect(try reader.next() == nil)
        #expect(try reader.next() == nil)
    }
}
