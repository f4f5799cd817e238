/// Checks that bytes are UTF-8 (RFC 3629) while they come, and fails at the first byte that no text could hold there.
struct UTF8Validator: Sendable {
    /// How many bytes the character under way still lacks.
    private var due = 0
    /// What its next byte may be: 0x80...0xBF, or less behind E0, ED, F0 and F4.
    private var low: UInt8 = 0x80
    private var high: UInt8 = 0xBF

    /// Whether the bytes so far end with a whole character.
    var isComplete: Bool { due == 0 }

    /// Takes the next bytes, and says whether all so far may begin a text.
    mutating func accepts(_ bytes: RawSpan) -> Bool {
        var index = 0
        while true {
            if due == 0 { index = Self.endOfASCII(bytes, from: index) }
            guard index < bytes.byteCount else { return true }
            guard take(bytes.byte(index)) else { return false }
            index += 1
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard due == 0 else {
            guard low <= byte, byte <= high else { return false }
            (due, low, high) = (due - 1, 0x80, 0xBF)
            return true
        }
        switch byte {
        case ..<0x80: break
        case 0xC2...0xDF: due = 1
        case 0xE0: (due, low) = (2, 0xA0)  // else the character had a shorter form
        case 0xED: (due, high) = (2, 0x9F)  // else it was half of a surrogate pair
        case 0xE1...0xEF: due = 2
        case 0xF0: (due, low) = (3, 0x90)
        case 0xF1...0xF3: due = 3
        case 0xF4: (due, high) = (3, 0x8F)  // else it was above U+10FFFF
        default: return false
        }
        return true
    }

    /// Where the ASCII that begins at `index` ends, as far as whole blocks tell: 64 bytes at a time, then 8, and at last the
    /// eight before the end.
    @inline(__always)
    private static func endOfASCII(_ bytes: RawSpan, from index: Int) -> Int {
        let highBits: UInt64 = 0x8080_8080_8080_8080
        let count = bytes.byteCount
        var index = index
        // Unchecked: each caller has seen that so many bytes are there.
        func word(_ offset: Int) -> UInt64 {
            bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)
        }
        func pair(_ offset: Int) -> SIMD2<UInt64> {
            bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: SIMD2<UInt64>.self)
        }
        while count - index >= 64 {
            let all = (pair(index) | pair(index &+ 16)) | (pair(index &+ 32) | pair(index &+ 48))
            guard (all[0] | all[1]) & highBits == 0 else { break }
            index &+= 64
        }
        while count - index >= 8, word(index) & highBits == 0 { index &+= 8 }
        guard count - index < 8, count >= 8, word(count - 8) & highBits == 0 else { return index }
        return count
    }
}
