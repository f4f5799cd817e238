/// Walks over ASCII text eight bytes at a time. Each step takes what it names, or the reader is of no more use.
struct WordReader {
    private let start: UnsafeRawPointer
    private let count: Int
    private var at = 0

    /// A reader over the `count` bytes from `start`.
    @inline(__always)
    init(_ start: UnsafeRawPointer, count: Int) {
        (self.start, self.count) = (start, count)
    }

    /// Whether everything is taken.
    @inline(__always)
    var isAtEnd: Bool { at == count }

    /// Takes `literal` if it stands here.
    ///
    /// The literal is known where this is inlined, so that the comparison folds into a few words against constants; the
    /// last word overlaps the one before it.
    @inline(__always)
    mutating func take(_ literal: StaticString) -> Bool {
        let length = literal.utf8CodeUnitCount
        guard count - at >= length else { return false }
        let (here, wanted) = (start + at, UnsafeRawPointer(literal.utf8Start))
        var differs: UInt64 = 0
        if length >= 8 {
            var offset = 0
            while offset + 8 <= length {
                differs |= Self.word(here + offset) ^ Self.word(wanted + offset)
                offset += 8
            }
            differs |= Self.word(here + (length - 8)) ^ Self.word(wanted + (length - 8))
        } else if length >= 4 {
            differs = Self.halves(here, length) ^ Self.halves(wanted, length)
        } else {
            for offset in 0..<length {
                let byte = (here + offset).load(as: UInt8.self) ^ (wanted + offset).load(as: UInt8.self)
                differs |= UInt64(byte)
            }
        }
        guard differs == 0 else { return false }
        at += length
        return true
    }

    /// Takes a string's content and its closing quote; `nil` at an escape, a control character or a byte beyond ASCII.
    @inline(__always)
    mutating func text() -> JSONText? {
        let first = at
        while count - at >= 8 {
            let marks = Self.endMarks(Self.word(start + at))
            if marks != 0 {
                at += marks.trailingZeroBitCount / 8
                return endText(from: first)
            }
            at += 8
        }
        while at < count, Self.isPlain((start + at).load(as: UInt8.self)) { at += 1 }
        return endText(from: first)
    }

    /// Takes an integer of at most 18 digits as JSON writes it; `nil` for a longer one, or if none stands here.
    @inline(__always)
    mutating func integer() -> Int64? {
        let isNegative = at < count && (start + at).load(as: UInt8.self) == UInt8(ascii: "-")
        if isNegative { at += 1 }
        let first = at
        var value: UInt64 = 0
        if count - at >= 8 {
            let word = Self.word(start + at)
            if Self.isDigits(word) {
                value = Self.number(word)
                at += 8
            }
        }
        while at < count {
            let digit = (start + at).load(as: UInt8.self) &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            value = value &* 10 &+ UInt64(digit)
            at += 1
        }
        let digits = at - first
        guard digits >= 1, digits <= 18 else { return nil }
        if digits > 1, (start + first).load(as: UInt8.self) == UInt8(ascii: "0") { return nil }
        return isNegative ? -Int64(value) : Int64(value)
    }

    @inline(__always)
    private mutating func endText(from first: Int) -> JSONText? {
        guard at < count, (start + at).load(as: UInt8.self) == UInt8(ascii: "\"") else { return nil }
        let text = JSONText(start: first, end: at, isEscaped: false)
        at += 1
        return text
    }

    // MARK: Words

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// The eight bytes at `place`, the first one lowest.
    @inline(__always)
    private static func word(_ place: UnsafeRawPointer) -> UInt64 {
        UInt64(littleEndian: place.loadUnaligned(as: UInt64.self))
    }

    /// The first four and the last four of 4 to 8 bytes.
    @inline(__always)
    private static func halves(_ place: UnsafeRawPointer, _ length: Int) -> UInt64 {
        UInt64(place.loadUnaligned(as: UInt32.self)) << 32
            | UInt64((place + (length - 4)).loadUnaligned(as: UInt32.self))
    }

    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    /// The top bit of each byte that is not plain: a quote, a backslash, a control character, beyond ASCII. A borrow
    /// may also mark bytes behind the first one that is marked, never before it.
    @inline(__always)
    private static func endMarks(_ word: UInt64) -> UInt64 {
        let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
        let backslash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
        let isQuote = (quote &- ones) & ~quote
        let isBackslash = (backslash &- ones) & ~backslash
        let isControl = (word &- ones &* 0x20) & ~word
        return (isQuote | isBackslash | isControl | word) & tops
    }

    /// Whether all eight bytes are digits: the high halves are 3, and stay 3 when 6 is added to the low ones.
    @inline(__always)
    private static func isDigits(_ word: UInt64) -> Bool {
        let highs: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
        return (word & highs) == ones &* 0x30 && ((word &+ ones &* 6) & highs) == ones &* 0x30
    }

    /// The number that eight digits spell: neighbours are joined to pairs, pairs to fours, fours to eight.
    @inline(__always)
    private static func number(_ word: UInt64) -> UInt64 {
        let digits = word &- ones &* 0x30
        let pairs = (digits &* 10 &+ digits >> 8) & 0x00FF_00FF_00FF_00FF
        let fours = (pairs &* 100 &+ pairs >> 16) & 0x0000_FFFF_0000_FFFF
        return (fours &* 10_000 &+ fours >> 32) & 0xFFFF_FFFF
    }
}
