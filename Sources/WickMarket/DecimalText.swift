/// Reads decimal text, as exchanges write prices and quantities, from raw bytes: `62387.90000000`, `-1.5`, `1.97e-06`.
///
/// What is taken: an optional sign, digits with at most one point among, before or behind them, and an optional exponent
/// (`e` or `E`, an optional sign, digits). Nothing else: no spaces, no `NaN`, no `inf`, no hexadecimal. The result is
/// correctly rounded, bit for bit what `Double(String)` gives, and does not depend on the locale.
public enum DecimalText {
    /// The longest text taken, in bytes; the longest a `Double` needs for its exact round trip has 24.
    public static let bytesMax = 64

    /// The number that the bytes in `[start, end)` spell, or `nil` if they are not decimal text of at most ``bytesMax``
    /// bytes or name a number beyond the finite range.
    ///
    /// Linear in the length; allocates nothing while the digits, without the fraction's trailing zeros, make an integer
    /// of at most 2^53.
    public static func parse(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Double? {
        guard start < end, end - start <= bytesMax else { return nil }
        var at = start
        let isNegative = at.pointee == minus
        if isNegative || at.pointee == plus { at += 1 }

        let integerStart = at
        var mantissa: UInt64 = 0
        while at < end, let digit = digit(at.pointee) {
            mantissa = mantissa &* 10 &+ digit  // wraps only beyond `exactDigitsMax`, where the result is not used
            at += 1
        }
        var digits = at - integerStart
        var fractionDigits = 0
        if at < end, at.pointee == point {
            at += 1
            let fractionStart = at
            var fractionEnd = end
            while fractionEnd > fractionStart, (fractionEnd - 1).pointee == zero { fractionEnd -= 1 }
            while at < fractionEnd, let digit = digit(at.pointee) {
                mantissa = mantissa &* 10 &+ digit
                at += 1
            }
            guard at == fractionEnd else { return parseSlowly(start, end) }
            fractionDigits = fractionEnd - fractionStart
            digits += end - fractionStart
            guard digits - (end - fractionEnd) <= exactDigitsMax else { return parseSlowly(start, end) }
        } else if at < end || digits > exactDigitsMax {
            return parseSlowly(start, end)
        }
        guard digits > 0 else { return nil }
        guard mantissa <= exactMantissaMax else { return parseSlowly(start, end) }
        // Both operands are exact, so IEEE 754 division rounds correctly (Clinger 1990, the fast case).
        let magnitude = Double(mantissa) / powersOfTen[fractionDigits]
        return isNegative ? -magnitude : magnitude
    }

    /// The number that the bytes spell; see ``parse(_:_:)``.
    public static func parse(_ bytes: UnsafeRawBufferPointer) -> Double? {
        bytes.withMemoryRebound(to: UInt8.self) { bytes in
            guard let start = bytes.baseAddress else { return nil }
            return parse(start, start + bytes.count)
        }
    }

    private static let plus = UInt8(ascii: "+")
    private static let minus = UInt8(ascii: "-")
    private static let point = UInt8(ascii: ".")
    private static let zero = UInt8(ascii: "0")

    /// 19 digits always fit in 64 bits.
    private static let exactDigitsMax = 19
    /// Up to 2^53 every integer is a `Double`.
    private static let exactMantissaMax: UInt64 = 1 << 53
    /// The powers of ten that are exact as `Double` and that 19 digits can need.
    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
    ]

    @inline(__always)
    private static func digit(_ byte: UInt8) -> UInt64? {
        let value = byte &- zero
        return value < 10 ? UInt64(value) : nil
    }

    /// Long mantissas and exponents: checks the grammar, which `Double(String)` has wider, and leaves the rounding to it.
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
            let digits = rest.prefix { digit($0) != nil }.count
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
