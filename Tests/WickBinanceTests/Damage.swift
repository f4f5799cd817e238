import WickTestKit

/// Damages messages as cables, bugs and enemies do.
struct Damage {
    var random: SeededRandom

    /// The message with one to three changes.
    mutating func applied(to message: [UInt8]) -> [UInt8] {
        var damaged = message
        for _ in 0..<Int.random(in: 1...3, using: &random) where !damaged.isEmpty { change(&damaged) }
        return damaged
    }

    private mutating func change(_ bytes: inout [UInt8]) {
        let at = Int.random(in: bytes.indices, using: &random)
        let end = min(bytes.count, at + .random(in: 1...12, using: &random))
        switch Int.random(in: 0..<8, using: &random) {
        case 0: bytes[at] ^= 1 << UInt8.random(in: 0...7, using: &random)
        case 1: bytes[at] = .random(in: 0...255, using: &random)
        case 2: bytes.remove(at: at)
        case 3: bytes.removeSubrange(at..<end)
        case 4: bytes.insert(contentsOf: bytes[at..<end], at: at)
        case 5: bytes.insert(contentsOf: token(), at: at)
        case 6: bytes.swapAt(at, .random(in: bytes.indices, using: &random))
        default: bytes.replaceSubrange(at..<end, with: token())
        }
    }

    private mutating func token() -> [UInt8] {
        let tokens = [
            "{", "}", "[", "]", ",", ":", "\"", "\\", " ", "null", "true", "-", "0", "9", ".", "e", "\\u0030",
            "\\ud800",
            "\"k\":", "\"s\":\"\"", "é", "币", "\u{0}", "1e999", "{}", "[1]", "\"x\":true,", "99999999999999999999",
        ]
        return Array((tokens.randomElement(using: &random) ?? "").utf8)
    }
}
