/// One escape of a JSON string: `\n`, `\u5e01`, or a surrogate pair of two `\u`.
struct JSONEscape {
    /// The character that it spells.
    let scalar: Unicode.Scalar
    /// How many bytes it takes.
    let length: Int

    /// Reads the escape whose backslash is at `at`; `nil` if there is none, or it is cut off or spells half a
    /// surrogate pair.
    init?(in bytes: UnsafeRawBufferPointer, at: Int) {
        guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\") else { return nil }
        guard bytes[at + 1] == UInt8(ascii: "u") else {
            guard let scalar = Self.short(bytes[at + 1]) else { return nil }
            (self.scalar, length) = (scalar, 2)
            return
        }
        guard let unit = Self.unit(in: bytes, at: at) else { return nil }
        if let scalar = Unicode.Scalar(unit) {
            (self.scalar, length) = (scalar, 6)
            return
        }
        guard unit < 0xDC00, let low = Self.unit(in: bytes, at: at + 6), (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00))
        else { return nil }
        (self.scalar, length) = (scalar, 12)
    }

    private static func short(_ letter: UInt8) -> Unicode.Scalar? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): Unicode.Scalar(letter)
        case UInt8(ascii: "b"): "\u{8}"
        case UInt8(ascii: "f"): "\u{C}"
        case UInt8(ascii: "n"): "\n"
        case UInt8(ascii: "r"): "\r"
        case UInt8(ascii: "t"): "\t"
        default: nil
        }
    }

    /// The UTF-16 unit of a `\uXXXX` at `at`.
    private static func unit(in bytes: UnsafeRawBufferPointer, at: Int) -> UInt16? {
        guard at + 6 <= bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") else {
            return nil
        }
        var unit: UInt16 = 0
        for byte in bytes[(at + 2)..<(at + 6)] {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }
}
