import Foundation
import Testing
import WickTestKit

@testable import WickScreen

struct NumberTextTests {
    @Test(
        "shows a symbol's digits with separators of thousands",
        arguments: [
            (67_123.45, 2, "67,123.45"), (123_456.78, 2, "123,456.78"), (0.00000123, 8, "0.00000123"), (0, 2, "0.00"),
            (999.995, 2, "1,000.00"), (1_234_567, 0, "1,234,567"), (-1234.5, 1, "-1,234.5"), (-0.001, 2, "0.00"),
            (0.5, 0, "0"), (1.5, 0, "2"), (2.5, 0, "2"), (0.125, 2, "0.12"), (0.375, 2, "0.38"),
            (1e21, 0, "1,000,000,000,000,000,000,000"), (1e25, 2, "1e+25"),
            (.leastNonzeroMagnitude, 12, "0.000000000000"), (.nan, 2, "–"), (.infinity, 2, "–"), (1, -3, "1"),
            (1, 99, "1.000000000000"),
        ] as [(Double, Int, String)])
    func showsDigits(value: Double, digits: Int, text: String) {
        #expect(NumberText.fixed(value, digits: digits) == text)
    }

    @Test("shows nothing known as a dash")
    func showsUnknown() {
        #expect(NumberText.fixed(nil, digits: 2) == "–")
        #expect(NumberText.compact(nil) == "–")
        #expect(NumberText.percent(nil) == "–")
        #expect(NumberText.money(.nan) == "–")
    }

    @Test("rounds as exactly as the C library", arguments: 0..<40 as Range<UInt64>)
    func roundsExactly(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<2000 {
            let exponent = Double.random(in: -12...24, using: &random)
            var value = Double.random(in: 1...10, using: &random) * pow(10, exponent.rounded(.down))
            if Bool.random(using: &random) { value = (value * 8).rounded() / 8 }  // many exact ties
            if Bool.random(using: &random) { value = -value }
            let digits = Int.random(in: 0...12, using: &random)
            var expected = String(format: "%.\(digits)f", value)
            if !expected.contains(where: { ("1"..."9").contains($0) }) { expected.removeAll { $0 == "-" } }
            #expect(NumberText.fixed(value, digits: digits, grouped: false) == expected, "\(value) to \(digits)")
            let grouped = NumberText.fixed(value, digits: digits)
            #expect(grouped.filter { $0 != "," } == expected)
        }
    }

    @Test(
        "shortens volumes to three digits and a letter",
        arguments: [
            (0, "0"), (0.0123, "0.0123"), (0.00001234, "0.0000123"), (0.999, "0.999"), (1, "1.00"), (9.994, "9.99"),
            (9.996, "10.0"), (99.96, "100"), (123.4, "123"), (999.4, "999"), (999.6, "1.00K"), (1234, "1.23K"),
            (12_345, "12.3K"), (1_230_000, "1.23M"), (999_600_000, "1.00B"), (1.5e12, "1.50T"), (-1234, "-1.23K"),
            (1e15, "1,000T"), (279_000_000, "279M"), (0.9996, "1.00"),
        ] as [(Double, String)])
    func shortensVolumes(value: Double, text: String) {
        #expect(NumberText.compact(value) == text)
    }

    @Test("takes at most five cells for any volume below 1000 T", arguments: 0..<20 as Range<UInt64>)
    func keepsVolumesShort(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<1000 {
            let value = pow(10, Double.random(in: 0...14.9, using: &random))
            let text = NumberText.compact(value)
            #expect(text.count <= 5, "\(value) is \(text)")
        }
    }

    @Test(
        "shows changes with their sign, and no change with none",
        arguments: [
            (0.0123, "+1.23%"), (-0.0123, "-1.23%"), (0, "0.00%"), (0.000001, "0.00%"), (-0.000001, "0.00%"),
            (1.5, "+150.00%"),
        ])
    func showsChanges(fraction: Double, text: String) {
        #expect(NumberText.percent(fraction, signed: true) == text)
    }

    @Test(
        "shows sizes with the digits that they have",
        arguments: [
            (0.03021, "0.03021"), (15, "15"), (0.1 + 0.2, "0.3"), (3_944_773, "3,944,773"), (0, "0"), (100, "100"),
        ])
    func showsSizes(size: Double, text: String) {
        #expect(NumberText.trimmed(size, digitsMax: 8) == text)
    }

    @Test(
        "shows small money too",
        arguments: [(8, "8.00"), (1979.25, "1,979.25"), (0.004, "0.004"), (0, "0.00"), (0.00001234, "0.0000123")])
    func showsMoney(amount: Double, text: String) {
        #expect(NumberText.money(amount) == text)
    }
}
