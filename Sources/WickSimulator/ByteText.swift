import NIOCore

/// Text in the making, as bytes: numbers are written without a detour through strings.
///
/// The storage is kept between uses, so that a text costs no allocation once one of its size has been made.
struct ByteText {
    /// What has been written.
    private(set) var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(1024) }

    /// Forgets what was written.
    mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    mutating func write(_ literal: StaticString) {
        literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func write(bytes other: [UInt8]) { bytes.append(contentsOf: other) }

    /// The text as it is: for JSON strings use ``write(quoted:)``.
    mutating func write(text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func write(byte: UInt8) { bytes.append(byte) }

    /// A JSON string, with quotes, backslashes and control characters escaped.
    mutating func write(quoted text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case ..<0x20:
                write("\\u00")
                bytes.append(Self.hexadecimal(byte >> 4))
                bytes.append(Self.hexadecimal(byte & 15))
            default:
                bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func write(_ flag: Bool) {
        if flag { write("true") } else { write("false") }
    }

    mutating func write(_ number: Int) { write(Int64(number)) }

    mutating func write(_ number: Int64) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        write(number.magnitude, digits: 1)
    }

    /// A decimal with at least so many digits after the point, 0 to 8; with more where that many do not tell the number
    /// exactly: read back as a double it is `number` again.
    ///
    /// - Parameter number: a finite number, at least 0.
    mutating func write(_ number: Double, fractionDigits: Int) {
        let scale = SeededSymbol.powers[fractionDigits]
        let scaled = (number * scale).rounded()
        if scaled < 0x1p53, scaled / scale == number {
            return write(UInt64(scaled), fractionDigits: fractionDigits)
        }
        guard number < 0x1p63, number == number.rounded() else {
            return write(plain: number, fractionDigits: fractionDigits)
        }
        write(UInt64(number), digits: 1)
        guard fractionDigits > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        write(0, digits: fractionDigits)
    }

    /// An amount with so many digits after the point, 0 to 8; with 8 where that many do not tell it.
    mutating func write(_ amount: Amount, fractionDigits: Int) {
        let whole: UInt64
        var fraction: UInt64
        if amount.units < 1 << 63 {
            (whole, fraction) = UInt64(amount.units).quotientAndRemainder(dividingBy: Self.scales[8])
            write(whole, digits: 1)
        } else {
            let (much, rest) = amount.units.quotientAndRemainder(dividingBy: Int128(Self.scales[8]))
            bytes.append(contentsOf: String(much).utf8)
            fraction = UInt64(rest)
        }
        let (kept, cut) = fraction.quotientAndRemainder(dividingBy: Self.scales[8 - fractionDigits])
        var digits = 8
        if cut == 0 { (fraction, digits) = (kept, fractionDigits) }
        guard digits > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        write(fraction, digits: digits)
    }

    /// A whole number of units of 10^−`fractionDigits`.
    private mutating func write(_ units: UInt64, fractionDigits: Int) {
        guard fractionDigits > 0 else { return write(units, digits: 1) }
        let scale = Self.scales[fractionDigits]
        let (whole, fraction) = units.quotientAndRemainder(dividingBy: scale)
        write(whole, digits: 1)
        bytes.append(UInt8(ascii: "."))
        write(fraction, digits: fractionDigits)
    }

    /// The digits of a number, with zeros in front up to so many.
    private mutating func write(_ number: UInt64, digits: Int) {
        var (rest, count, limit) = (number, 1, UInt64(10))
        while count < 20, rest >= limit {
            count += 1
            let (next, overflow) = limit.multipliedReportingOverflow(by: 10)
            limit = overflow ? .max : next
        }
        count = max(count, digits)
        let start = bytes.count
        for _ in 0..<count { bytes.append(0) }
        bytes.withUnsafeMutableBufferPointer { all in
            var place = start + count
            while place > start {
                place -= 1
                let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
                all[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit)
                rest = quotient
            }
        }
    }

    /// The shortest decimal that is exact, without an exponent.
    private mutating func write(plain number: Double, fractionDigits: Int) {
        let parts = number.description.split(separator: "e")
        let digits = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        var whole = Array(digits[0].utf8)
        var fraction = digits.count > 1 ? Array(digits[1].utf8) : []
        if fraction == [UInt8(ascii: "0")] { fraction = [] }
        for _ in 0..<max(0, exponent) { whole.append(fraction.isEmpty ? UInt8(ascii: "0") : fraction.removeFirst()) }
        for _ in 0..<max(0, -exponent) { fraction.insert(whole.popLast() ?? UInt8(ascii: "0"), at: 0) }
        while fraction.count < fractionDigits { fraction.append(UInt8(ascii: "0")) }
        let significant = whole.drop { $0 == UInt8(ascii: "0") }
        bytes.append(contentsOf: significant.isEmpty ? [UInt8(ascii: "0")] : Array(significant))
        guard !fraction.isEmpty else { return }
        bytes.append(UInt8(ascii: "."))
        bytes.append(contentsOf: fraction)
    }

    private static func hexadecimal(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// 10 to the power of 0 to 8.
    static let scales: [UInt64] = (0...8).map { (0..<$0).reduce(1) { power, _ in power * 10 } }
}
