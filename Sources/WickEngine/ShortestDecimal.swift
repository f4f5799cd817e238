/// The shortest decimal that reads back as exactly the same number, as JSON takes it: `0.00001`, not `1e-05`; `5`, not
/// `5.0`.
///
/// The digits are those of `Double.description`, which are the fewest that read back; only the notation differs.
public struct ShortestDecimal: CustomStringConvertible, Sendable {
    /// The decimal. Numbers from 1e21 up and below 1e-12 are written with an exponent; what is not finite is `null`.
    public let description: String
    /// The digits after the point that the decimal would have without an exponent; 0 for what is not finite.
    public let fractionDigits: Int

    /// The decimal of this number.
    public init(_ number: Double) {
        guard number.isFinite else {
            (description, fractionDigits) = ("null", 0)
            return
        }
        let text = number.description
        let mark = text.firstIndex(of: "e") ?? text.endIndex
        let exponent = mark == text.endIndex ? 0 : Int(text[text.index(after: mark)...]) ?? 0
        let mantissa = text[..<mark].hasSuffix(".0") ? text[..<mark].dropLast(2) : text[..<mark]
        let places = mantissa.firstIndex(of: ".").map { mantissa.utf8.distance(from: $0, to: mark) - 1 } ?? 0
        fractionDigits = max(0, places - exponent)
        if mark == text.endIndex {
            description = String(mantissa)
        } else if (-12...20).contains(exponent) {
            description = Self.expand(mantissa, exponent: exponent)
        } else {
            description = String(mantissa + text[mark...])
        }
    }

    private static func expand(_ mantissa: Substring, exponent: Int) -> String {
        let sign = mantissa.hasPrefix("-") ? "-" : ""
        let parts = mantissa.drop { $0 == "-" }.split(separator: ".")
        let digits = parts.joined()
        let point = parts[0].utf8.count + exponent
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        if point >= digits.utf8.count {
            return sign + digits + String(repeating: "0", count: point - digits.utf8.count)
        }
        return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }
}
