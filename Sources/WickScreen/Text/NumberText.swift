/// Numbers as text, rounded exactly: the decimal nearest to the value that the `Double` really is, and of two equally
/// near ones the even one, as C's `printf` does it.
enum NumberText {
    /// What stands for a value that is not known or not finite.
    static let unknown = "–"

    /// The value with this many digits after the point, with `,` between thousands if grouped: `67,123.45`.
    ///
    /// Values of 10^25 and more, which no market has, come as Swift writes them. A value that rounds to zero has no sign.
    static func fixed(_ value: Double?, digits: Int, grouped: Bool = true) -> String {
        guard let value, value.isFinite else { return unknown }
        guard value.magnitude < 1e25 else { return "\(value)" }
        let digits = min(max(digits, 0), 12)
        let scaled = scaled(value.magnitude, digits: digits)
        return text(of: scaled, digits: digits, grouped: grouped, isNegative: value < 0 && scaled > 0)
    }

    /// The value with as few digits after the point as show it to this many: `0.0313`, `12`.
    static func trimmed(_ value: Double?, digitsMax: Int, grouped: Bool = true) -> String {
        var text = fixed(value, digits: digitsMax, grouped: grouped)
        guard text.utf8.contains(UInt8(ascii: ".")), !text.utf8.contains(UInt8(ascii: "e")) else { return text }
        while text.utf8.last == UInt8(ascii: "0") { text.removeLast() }
        if text.utf8.last == UInt8(ascii: ".") { text.removeLast() }
        return text
    }

    /// Three digits that count and a letter for the size: `0.0123`, `12.3`, `1.23K`, `45.6M`, `7.89B`, `1.20T`.
    static func compact(_ value: Double?) -> String {
        guard let value, value.isFinite else { return unknown }
        let magnitude = value.magnitude
        guard magnitude >= 0.9995 else { return value == 0 ? "0" : small(value) }
        var (unit, suffix) = (1.0, "")
        for next in units where magnitude >= next.size * 0.9995 { (unit, suffix) = next }
        let scaled = value / unit
        let digits = scaled.magnitude < 9.995 ? 2 : scaled.magnitude < 99.95 ? 1 : 0
        return fixed(scaled, digits: digits) + suffix
    }

    /// A fraction as a percentage: 0.0123 is `1.23%`.
    static func percent(_ fraction: Double?, digits: Int = 2, signed: Bool = false) -> String {
        guard let fraction, fraction.isFinite else { return unknown }
        let text = fixed(fraction * 100, digits: digits)
        return (signed && fraction > 0 && text.utf8.contains { $0 > 0x30 && $0 <= 0x39 } ? "+" : "") + text + "%"
    }

    /// An amount of money: two digits after the point, more only where those would be zero.
    static func money(_ value: Double?) -> String {
        guard let value, value.isFinite else { return unknown }
        return value != 0 && value.magnitude < 0.01 ? small(value) : fixed(value, digits: 2)
    }

    /// A number below 1 with three digits that count, at most twelve in all.
    private static func small(_ value: Double) -> String {
        var (digits, scaled) = (3, value.magnitude)
        while digits < 12, scaled < 0.1 { (digits, scaled) = (digits + 1, scaled * 10) }
        return trimmed(value, digitsMax: digits)
    }

    /// `value × 10^digits`, rounded to an integer. A `Double` is an integer times a power of two, and below 10^25, with at
    /// most 12 digits, the product fits 128 bits: nothing is lost before the rounding.
    private static func scaled(_ value: Double, digits: Int) -> UInt128 {
        let exponent = max(Int(value.exponentBitPattern), 1) - 1075
        let implicitBit: UInt64 = value.exponentBitPattern == 0 ? 0 : 1 << 52
        let mantissa = UInt128(value.significandBitPattern | implicitBit)
        let product = mantissa * powersOfTen[digits]
        guard exponent < 0 else { return product << exponent }
        let shift = -exponent
        guard shift < 100 else { return 0 }
        let (half, rest) = (UInt128(1) << (shift - 1), product & ((1 << shift) - 1))
        let quotient = product >> shift
        let isUp = rest > half || (rest == half && quotient & 1 == 1)
        return isUp ? quotient + 1 : quotient
    }

    /// An integer with a point before its last digits, written from its end to its beginning.
    private static func text(of scaled: UInt128, digits: Int, grouped: Bool, isNegative: Bool) -> String {
        String(unsafeUninitializedCapacity: textLengthMax) { buffer in
            var (rest, count, start) = (scaled, 0, buffer.count)
            func write(_ byte: UInt8) {
                start -= 1
                buffer[start] = byte
            }
            while count <= digits || rest > 0 {
                if digits > 0, count == digits { write(UInt8(ascii: ".")) }
                if grouped, count > digits, (count - digits).isMultiple(of: 3) { write(UInt8(ascii: ",")) }
                write(UInt8(ascii: "0") + removeLastDigit(of: &rest))
                count += 1
            }
            if isNegative { write(UInt8(ascii: "-")) }
            let length = buffer.count - start
            for index in 0..<length { buffer[index] = buffer[start + index] }
            return length
        }
    }

    /// The 38 digits of 10^25 with 12 after the point, twelve separators, the point and a sign.
    private static let textLengthMax = 64

    private static func removeLastDigit(of rest: inout UInt128) -> UInt8 {
        // What fits 64 bits, as nearly all does, is divided many times as fast.
        if let small = UInt64(exactly: rest) {
            rest = UInt128(small / 10)
            return UInt8(small % 10)
        }
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        rest = quotient
        return UInt8(digit)
    }

    private static let units: [(size: Double, suffix: String)] = [(1e3, "K"), (1e6, "M"), (1e9, "B"), (1e12, "T")]

    private static let powersOfTen: [UInt128] = (0...12).map { (0..<$0).reduce(1) { power, _ in power * 10 } }
}
