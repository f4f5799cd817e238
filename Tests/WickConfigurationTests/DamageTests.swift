import Foundation
import Testing
import WickTestKit

@testable import WickConfiguration

struct DamageTests {
    /// A configuration's bytes with a few of them changed, doubled, moved or taken out.
    private func damaged(_ bytes: [UInt8], using random: inout SeededRandom) -> [UInt8] {
        var bytes = bytes
        let words = [
            "&a ", "*a", "<<: ", "[", "{", "]", "- ", "? ", ": ", "!!", "\"", "'", "|\n", "%", "\n", "\t", "#", "---\n",
        ]
        for _ in 0..<Int.random(in: 1...8, using: &random) where !bytes.isEmpty {
            let index = Int.random(in: 0..<bytes.count, using: &random)
            let end = min(bytes.count, index + Int.random(in: 1...40, using: &random))
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.removeSubrange(index..<end)
            case 2: bytes.insert(contentsOf: bytes[index..<end], at: Int.random(in: 0...bytes.count, using: &random))
            case 3: bytes.insert(contentsOf: Array((words.randomElement(using: &random) ?? "").utf8), at: index)
            default: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
        }
        return bytes
    }

    /// Each mistake stands on a line of its file and is one line of printable text.
    private func check(_ mistakes: [Mistake], lines: Int, _ note: String) {
        for mistake in mistakes {
            #expect(mistake.line.map { (1...lines).contains($0) } ?? true, "\(note): \(mistake)")
            #expect(mistake.description.printable == mistake.description, "\(note): \(mistake)")
        }
    }

    private static func lines(_ bytes: [UInt8]) -> Int {
        bytes.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } + 1
    }

    @Test("reads a damaged live.yaml, or says where it is damaged", arguments: 0..<400 as Range<UInt64>)
    func readsDamagedYAML(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let bytes = damaged(Array(ConfigurationReference.yaml().utf8), using: &random)
        do {
            let read = try ConfigurationLoader.parse(yaml: bytes, path: "x") { _ throws(FileProblem) in Array("{}".utf8)
            }
            for symbol in read.symbols { _ = try read.makeStrategy(for: symbol) }
        } catch let error as ConfigurationError {
            check(error.mistakes, lines: Self.lines(bytes), "seed \(seed)")
        }
    }

    @Test("reads a damaged risk.json, or says where it is damaged", arguments: 0..<400 as Range<UInt64>)
    func readsDamagedJSON(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let bytes = damaged(Array(ConfigurationReference.riskJSON().utf8), using: &random)
        var mistakes = Mistakes(path: "x")
        _ = RiskReader.read(bytes, into: &mistakes)
        check(mistakes.sorted, lines: Self.lines(bytes), "seed \(seed)")
        if mistakes.isEmpty {
            // What is taken for JSON is JSON.
            _ = try JSONSerialization.jsonObject(with: Data(bytes))
        }
    }

    @Test(
        "takes no long time over what is made to take long",
        arguments: [
            "[", "{", "- ", "? ", "a: ", "&a ", "*a ", "!a ", "%TAG !a! b\n", "a: &a b\n", "- - - -\n", "\"\\\n", "|\n",
        ])
    func boundsTheWork(pattern: String) throws {
        let count = SourceText.bytesMax / pattern.utf8.count
        var mistakes = Mistakes(path: "x")
        _ = NodeReader.read(Array(String(repeating: pattern, count: count).utf8), as: .yaml, into: &mistakes)
        _ = NodeReader.read(Array(("x: " + String(repeating: pattern, count: count)).utf8), as: .yaml, into: &mistakes)
        #expect(!mistakes.isEmpty)
    }
}
