import Testing
import WickTestKit

@testable import WickSimulator

private func text(_ write: (inout ByteText) -> Void) -> String {
    var text = ByteText()
    write(&text)
    return String(decoding: text.bytes, as: UTF8.self)
}

struct ByteTextTests {
    @Test(
        "writes whole numbers",
        arguments: [0, 7, 10, 99, 100, 1_709_510_400_000, .max, -1, .min] as [Int64])
    func wholeNumbers(number: Int64) {
        #expect(text { $0.write(number) } == String(number))
    }

    @Test(
        "writes prices with the digits asked for, and more where they are needed",
        arguments: [
            (0.0, 8, "0.00000000"), (65_000.01, 8, "65000.01000000"), (0.00000638, 8, "0.00000638"), (3, 0, "3"),
            (1.01, 5, "1.01000"), (0.123, 2, "0.123"), (1.97e-10, 8, "0.000000000197"),
            (1e15, 2, "1000000000000000.00"),
            (123_456_789.012_345_67, 8, "123456789.01234567"), (1e18, 8, "1000000000000000000.00000000"),
            (2.5e22, 2, "25000000000000000000000.00"),
        ] as [(Double, Int, String)])
    func prices(number: Double, digits: Int, expected: String) {
        #expect(text { $0.write(number, fractionDigits: digits) } == expected)
    }

    @Test("writes every double so that it is read back to the last bit", arguments: 0..<20 as Range<UInt64>)
    func doublesSurvive(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<500 {
            let exponent = Int.random(in: -30...70, using: &random)
            let number = Double(sign: .plus, exponent: exponent, significand: Double.random(in: 1..<2, using: &random))
            let digits = Int.random(in: 0...8, using: &random)
            #expect(Double(text { $0.write(number, fractionDigits: digits) }) == number)
        }
    }

    @Test("writes amounts with the digits asked for, or with all eight")
    func amounts() {
        #expect(text { $0.write(Amount(1.5), fractionDigits: 8) } == "1.50000000")
        #expect(text { $0.write(Amount(1.5), fractionDigits: 1) } == "1.5")
        #expect(text { $0.write(Amount(1.5), fractionDigits: 0) } == "1.50000000")
        #expect(text { $0.write(Amount(3917), fractionDigits: 0) } == "3917")
        #expect(text { $0.write(Amount(11_708_306_230_668), fractionDigits: 8) } == "11708306230668.00000000")
    }

    @Test("escapes what JSON does not allow in a string")
    func quotes() {
        #expect(text { $0.write(quoted: "a\"b\\c\n\u{1f}é") } == #""a\"b\\c\u000a\u001fé""#)
    }
}
