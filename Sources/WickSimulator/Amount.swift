/// A traded amount as the exchange has it: whole units of 10⁻⁸, so that sums are exact. Holds up to 10²⁸.
struct Amount: Equatable, Sendable {
    /// How many hundred-millionths.
    var units: Int128

    static let zero = Amount(units: 0)
    private static let scale: Int128 = 100_000_000
    /// Below this, 64 bits are enough, which are many times as fast.
    private static let smallMax = 9e10

    init(units: Int128) { self.units = units }

    /// The amount that was meant by a decimal of at most 8 digits after the point, read as a double.
    ///
    /// - Parameter number: at least 0, and finite; what is above 10²⁸ counts as that.
    init(_ number: Double) {
        let number = min(max(0, number), 1e28)
        let whole = number.rounded(.down)  // apart, so that scaling the rest loses nothing that matters
        let rest = Int64(((number - whole) * 1e8).rounded())
        if whole < Self.smallMax {
            units = Int128(Int64(whole) &* 100_000_000 &+ rest)
        } else {
            units = Int128(whole) * Self.scale + Int128(rest)
        }
    }

    /// So many steps of 10^−`digits`, 0 to 8.
    init(steps: Int64, digits: Int) { units = Int128(steps) * Int128(ByteText.scales[8 - digits]) }

    /// The double next to it.
    var double: Double {
        guard units < 1 << 62 else {
            let (whole, rest) = units.quotientAndRemainder(dividingBy: Self.scale)
            return Double(whole) + Double(Int64(rest)) / 1e8
        }
        let small = Int64(truncatingIfNeeded: units)
        if small < 1 << 53 { return Double(small) / 1e8 }
        let (whole, rest) = small.quotientAndRemainder(dividingBy: 100_000_000)
        return Double(whole) + Double(rest) / 1e8
    }

    /// The part of it that is a whole number of steps of 10^−`digits`, rounded down; `part` is a fraction from 0 to 1.
    func part(_ part: Double, digits: Int) -> Amount {
        let step = Int64(ByteText.scales[8 - digits])
        if units < 1 << 62 {
            let share = Int64(Double(Int64(truncatingIfNeeded: units)) * part)
            return Amount(units: Int128(share - share % step))
        }
        let share = Int128((Double(units) * part).rounded(.down))
        return Amount(units: share - share % Int128(step))
    }

    static func += (left: inout Amount, right: Amount) { left.units &+= right.units }
}
