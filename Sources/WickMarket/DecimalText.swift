/// Reads decimal text, as exchanges write prices, quantities and times, from raw bytes: `62387.90000000`, `1.97e-06`.
///
/// A number is an optional sign, digits with at most one point among, before or behind them, and an optional
/// exponent (`e` or `E`, an optional sign, digits). Nothing else is one: no spaces, no `NaN`, no `inf`, no
/// hexadecimal. The locale does not matter.
public enum DecimalText {
    /// The longest text taken, in bytes; the longest that a `Double` needs for its exact round trip has 24.
    public static let bytesMax = 64

    /// The `Double` nearest to the number that the bytes in `[start, end)` spell: the very bits of `Double(String)`.
    ///
    /// `nil` if the bytes are no number, or more than ``bytesMax``, or beyond the finite range. Linear in the length.
    /// It allocates nothing and is fastest without an exponent and with digits that make an integer of at most 2^53; a
    /// fraction of zeros does not count. Other numbers go through a `String`.
    public static func parse(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Double? {
        guard start < end, end - start <= bytesMax else { return nil }
        var at = start
        let isNegative = at.pointee == minus
        if isNegative || at.pointee == plus { at += 1 }

        var (integer, fraction) = (UInt64(0), UInt64(0))
        let integerDigits = readDigits(&at, end, into: &integer)
        var fractionDigits = 0
        if at < end, at.pointee == point {
            at += 1
            fractionDigits = readDigits(&at, end, into: &fraction)
        }
        let digits = integerDigits + fractionDigits
        guard at == end, digits > 0, integerDigits <= digitsMax, fractionDigits <= digitsMax else {
            return parseSlowly(start, end)
        }
        if fraction == 0 { fractionDigits = 0 }
        let (scaled, overflows) = integer.multipliedReportingOverflow(by: wholePowersOfTen[fractionDigits])
        guard !overflows, scaled <= exactMax, fraction <= exactMax - scaled else { return parseSlowly(start, end) }
        // Both operands are exact, so that the one rounding of the division is right (Clinger 1990, the fast case).
        let magnitude = Double(Int64(scaled + fraction)) / powersOfTen[fractionDigits]
        return isNegative ? -magnitude : magnitude
    }

    /// The number that the bytes spell; see ``parse(_:_:)``.
    public static func parse(_ bytes: UnsafeRawBufferPointer) -> Double? {
        bytes.withMemoryRebound(to: UInt8.self) { bytes in
            guard let start = bytes.baseAddress else { return nil }
            return parse(start, start + bytes.count)
        }
    }

    /// The whole number that the bytes in `[start, end)` spell: 1 to 18 digits and nothing else, else `nil`.
    public static func parseWhole(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Int64? {
        var at = start
        var value: UInt64 = 0
        guard start < end, end - start <= 18 else { return nil }
        _ = readDigits(&at, end, into: &value)
        return at == end ? Int64(value) : nil
    }

    private static let plus = UInt8(ascii: "+")
    private static let minus = UInt8(ascii: "-")
    private static let point = UInt8(ascii: ".")

    /// So many digits always fit in 64 bits.
    private static let digitsMax = 19
    /// Up to 2^53 every integer is a `Double`.
    private static let exactMax: UInt64 = 1 << 53
    /// 10^0 to 10^19, exact as `Double` too.
    private static let wholePowersOfTen: [UInt64] = [
        1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ]
    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
    ]

    /// Moves `at` behind the digits there and appends them to `value`, which wraps beyond ``digitsMax`` of them.
    /// - Returns: how many there were.
    @inline(__always)
    private static func readDigits(
        _ at: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, into value: inout UInt64
    ) -> Int {
        let first = at
        while end - at >= 8 {
            let bytes = UInt64(littleEndian: UnsafeRawPointer(at).loadUnaligned(as: UInt64.self))
            let digits = bytes &- 0x3030_3030_3030_3030
            // A byte's high bit gets set below "0" by the subtraction, above "9" by this addition. What is carried or
            // borrowed concerns bytes behind the first one that is no digit.
            let others = ((bytes &+ 0x4646_4646_4646_4646) | digits) & 0x8080_8080_8080_8080
            guard others != 0 else {
                value = value &* 100_000_000 &+ number(digits)
                at += 8
                continue
            }
            let count = others.trailingZeroBitCount / 8
            guard count > 0 else { break }
            // Zeros in front, and what follows the digits pushed out.
            value = value &* wholePowersOfTen[count] &+ number(digits << UInt64(64 - 8 * count))
            at += count
            return at - first
        }
        while at < end, case let digit = at.pointee &- UInt8(ascii: "0"), digit < 10 {
            value = value &* 10 &+ UInt64(digit)
            at += 1
        }
        return at - first
    }

    /// The value of eight digits in one word, the first one lowest: neighbours are joined to pairs, fours and all eight,
    /// each step in parallel.
    @inline(__always)
    private static func number(_ digits: UInt64) -> UInt64 {
        let pairs = (digits &* 10 &+ (digits >> 8)) & 0x00FF_00FF_00FF_00FF
        let fours = (pairs &* 100 &+ (pairs >> 16)) & 0x0000_FFFF_0000_FFFF
        return (fours &* 10_000 &+ (fours >> 32)) & 0xFFFF_FFFF
    }

    /// Long numbers and exponents: checks the grammar, which `Double(String)` has wider, and leaves the rounding to it.
    @inline(never)
    private static func parseSlowly(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Double? {
        let text = UnsafeBufferPointer(start: start, count: end - start)
        guard isDecimal(text), let value = Double(String(decoding: text, as: UTF8.self)) else { return nil }
        return value.isFinite ? value : nil
    }

    private static func isDecimal(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var rest = text[...]
        func skipSign() { if let first = rest.first, first == plus || first == minus { rest.removeFirst() } }
        func skipDigits() -> Int {
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
            rest.removeFirst(digits)
            return digits
        }
        skipSign()
        var digits = skipDigits()
        if rest.first == point {
            rest.removeFirst()
            digits += skipDigits()
        }
        guard digits > 0 else { return false }
        guard let exponent = rest.popFirst() else { return true }
        guard exponent == UInt8(ascii: "e") || exponent == UInt8(ascii: "E") else { return false }
        skipSign()
        return skipDigits() > 0 && rest.isEmpty
    }
}
