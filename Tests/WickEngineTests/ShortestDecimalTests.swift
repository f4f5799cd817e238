import Foundation
import Testing
import WickEngine
import WickTestKit

struct ShortestDecimalTests {
    @Test(
        "writes numbers as people and JSON do",
        arguments: [
            (0, "0", 0), (-0.0, "-0", 0), (5, "5", 0), (-5.5, "-5.5", 1), (0.1, "0.1", 1), (0.3, "0.3", 1),
            (0.1 + 0.2, "0.30000000000000004", 17), (63493.83, "63493.83", 2), (0.00001, "0.00001", 5),
            (1.5e-05, "0.000015", 6), (-1.97e-06, "-0.00000197", 8), (1e-12, "0.000000000001", 12),
            (9.5e-13, "9.5e-13", 14), (.leastNonzeroMagnitude, "5e-324", 324), (1e15, "1000000000000000", 0),
            (0x1p53, "9007199254740992", 0), (1e16, "10000000000000000", 0), (1.25e17, "125000000000000000", 0),
            (1.2345678901234568e+17, "123456789012345680", 0), (1e20, "100000000000000000000", 0),
            (1e21, "1e+21", 0), (-1.5e300, "-1.5e+300", 0), (.greatestFiniteMagnitude, "1.7976931348623157e+308", 0),
            (.leastNormalMagnitude, "2.2250738585072014e-308", 324),
        ] as [(Double, String, Int)])
    func writesNumbers(_ number: Double, _ text: String, _ digits: Int) {
        #expect(ShortestDecimal(number).description == text)
        #expect(ShortestDecimal(number).fractionDigits == digits)
    }

    @Test("is null where there is no number", arguments: [Double.nan, .signalingNaN, .infinity, -.infinity])
    func isNull(_ number: Double) {
        #expect(ShortestDecimal(number).description == "null")
        #expect(ShortestDecimal(number).fractionDigits == 0)
    }

    @Test("reads back to the same bits, with the fewest digits", arguments: 0..<20 as Range<UInt64>)
    func readsBack(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for _ in 0..<300 {
            let number = Self.number(using: &random)
            let decimal = ShortestDecimal(number)
            let text = decimal.description
            #expect(Double(text)?.bitPattern == number.bitPattern, "\(text)")
            #expect(Self.digits(text) == Self.digits(number.description), "\(text) is longer than \(number)")
            #expect(Self.isJSONNumber(text), "\(text)")
            if (1e-12..<1e21).contains(number.magnitude) { #expect(!text.contains("e"), "\(text)") }
            if !text.contains("e") {
                #expect(decimal.fractionDigits == text.split(separator: ".").dropFirst().first?.count ?? 0)
            }
        }
    }

    /// Any bits, prices of few digits, and numbers around the edges of the notation.
    private static func number(using random: inout SeededRandom) -> Double {
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
            let any = Double(bitPattern: random.next())
            return any.isFinite ? any : 1
        case 1:
            return Double(Int.random(in: -99_999_999...99_999_999, using: &random))
                / pow(10, Double(Int.random(in: 0...12, using: &random)))
        case 2:
            return Double.random(in: 1..<10, using: &random) * pow(10, Double(Int.random(in: -15...24, using: &random)))
        default:
            return Double(Int64.random(in: .min ... .max, using: &random))
        }
    }

    private static func digits(_ text: String) -> String {
        let digits = text.prefix { $0 != "e" }.filter(\.isNumber).drop { $0 == "0" }
        return String(digits.reversed().drop { $0 == "0" })
    }

    private static func isJSONNumber(_ text: String) -> Bool {
        text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil
    }
}
