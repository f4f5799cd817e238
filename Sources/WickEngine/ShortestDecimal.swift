/// The shortest decimal that reads back as exactly the same number, as JSON takes it: `0.00001`, not `1e-05`; `5`, not
/// `5.0`.
public struct ShortestDecimal: CustomStringConvertible, Sendable {
    /// The decimal; numbers from 1e21 up and below 1e-12 keep their exponent. What is not finite becomes `null`.
    public let description: String

    /// The decimal of this number.
    public init(_ number: Double) {
        guard number.isFinite else {
            description = "null"
            return
        }
        let text = number.description
        guard let mark = text.firstIndex(where: { $0 == "e" }), let exponent = Int(text[text.index(after: mark)...]),
            (-12...20).contains(exponent)
        else {
            description = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
            return
        }
        description = Self.expand(text[..<mark], exponent: exponent)
    }

    /// The digits after the point.
    public var fractionDigits: Int {
        description.firstIndex { $0 == "." }.map { description.distance(from: $0, to: description.endIndex) - 1 } ?? 0
    }

    private static func expand(_ mantissa: Substring, exponent: Int) -> String {
        let sign = mantissa.hasPrefix("-") ? "-" : ""
        let parts = mantissa.drop { $0 == "-" }.split(separator: ".")
        let fraction = parts.count > 1 && parts[1] != "0" ? parts[1] : ""
        let digits = String(parts[0]) + fraction
        let point = parts[0].count + exponent
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        if point >= digits.count { return sign + digits + String(repeating: "0", count: point - digits.count) }
        return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }
}
