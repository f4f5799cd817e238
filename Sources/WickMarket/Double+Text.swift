/// Numbers in words for people: plain decimals, no exponent, no locale.
extension Double {
    /// The number with this many digits after the point, rounded half away from zero: `63493.83`, `-0.50`.
    ///
    /// Infinite, not a number, or too large for that many digits, it is written as Swift prints it.
    /// - Parameter digits: 0 to 15; beyond that the nearest of these.
    public func text(digits: Int) -> String {
        let digits = Swift.min(Swift.max(digits, 0), 15)
        var unit: Int64 = 1
        for _ in 0..<digits { unit *= 10 }
        let scaled = (magnitude * Double(unit)).rounded()
        guard isFinite, scaled < 0x1p53 else { return description }
        let (whole, fraction) = Int64(scaled).quotientAndRemainder(dividingBy: unit)
        let sign = self < 0 && scaled > 0 ? "-" : ""
        guard digits > 0 else { return "\(sign)\(whole)" }
        let tail = String(fraction)
        return "\(sign)\(whole)." + String(repeating: "0", count: digits - tail.count) + tail
    }

    /// The number as briefly as five significant digits say it, whole digits never cut: `0.2`, `166.44`, `63494`.
    public var text: String { text(significant: 5) }

    /// Two numbers as briefly as still tells them apart: 4.9999999 and 5 do not both become `5`.
    public static func texts(_ first: Double, _ second: Double) -> (first: String, second: String) {
        for significant in 5...16 {
            let (one, other) = (first.text(significant: significant), second.text(significant: significant))
            if one != other || first == second { return (one, other) }
        }
        return (first.description, second.description)
    }

    private func text(significant: Int) -> String {
        var (reach, digits) = (magnitude, significant - 1)
        while reach >= 10, digits > 0 { (reach, digits) = (reach / 10, digits - 1) }
        while reach < 1, reach > 0, digits < 15 { (reach, digits) = (reach * 10, digits + 1) }
        var text = text(digits: digits)
        guard digits > 0, text.utf8.contains(UInt8(ascii: ".")), !text.utf8.contains(UInt8(ascii: "e")) else {
            return text
        }
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }
}
