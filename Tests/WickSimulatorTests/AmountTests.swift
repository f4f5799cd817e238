import Testing
import WickTestKit

@testable import WickSimulator

struct AmountTests {
    @Test("keeps a decimal of 8 digits, and gives its double back", arguments: 0..<20 as Range<UInt64>)
    func decimalsSurvive(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for _ in 0..<500 {
            let whole = UInt64.random(in: 0...(1 << UInt64.random(in: 0...46, using: &random)), using: &random)
            let units = Int128(whole) * 100_000_000 + Int128.random(in: 0..<100_000_000, using: &random)
            let number = Amount(units: units).double
            let decimal = "\(units / 100_000_000).\(String(units % 100_000_000 + 100_000_000).dropFirst())"
            #expect(number == Double(decimal))
            #expect(Amount(number).double == number)
            if whole < 60_000_000 { #expect(Amount(number).units == units) }
        }
    }

    @Test("takes any double without a trap", arguments: [-1, 0, 1e300, .infinity, .leastNonzeroMagnitude, 9e10, 1e28])
    func takesAnyDouble(number: Double) {
        #expect((0...1e28).contains(Amount(number).double))
        #expect(Amount(number).part(0.5, digits: 0).units <= Amount(number).units)
    }

    @Test("takes a part in whole steps, never more than it is", arguments: 0..<10 as Range<UInt64>)
    func parts(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<200 {
            let amount = Amount(units: Int128(Int64.random(in: 0...(.max), using: &random)) * 7)
            let digits = Int.random(in: 0...8, using: &random)
            let part = amount.part(.random(in: 0...1, using: &random), digits: digits)
            #expect(part.units <= amount.units && part.units >= 0)
            #expect(part.units % Amount(steps: 1, digits: digits).units == 0)
        }
    }
}
