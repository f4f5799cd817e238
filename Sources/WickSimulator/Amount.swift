/// A traded amount as the exchange has it: whole units of 10⁻⁸, so that sums are exact. Holds up to 10²⁸.
struct Amount: Equatable, Sendable {
    /// How many hundred-millionths.
    var units: Int128

    static let zero = Amount(units: 0)
    private static let scale: Int128 = 100_000_000

    init(units: Int128) { self.units = units }

    /// The amount that was meant by a decimal of at most 8 digits after the point, read as a double.
    ///
    /// - Parameter number: at least 0, and finite; what is above 10²⁸ counts as that.
    init(_ number: Double) {
        let number = min(max(0, number), 1e28)
        let whole = number.rounded(.down)  // apart, so that scaling the rest loses nothing that matters
        units = Int128(whole) * Self.scale + Int128(((number - whole) * 1e8).rounded())
    }

    /// So many steps of 10^−`digits`, 0 to 8.
    init(steps: Int64, digits: Int) { units = Int128(steps) * Int128(ByteText.scales[8 - digits]) }

    /// The double next to it.
    var double: Double {
        if units < 1 << 53 { return Double(Int64(units)) / 1e8 }
        let (whole, rest) = units.quotientAndRemainder(dividingBy: Self.scale)
        return Double(whole) + Double(Int64(rest)) / 1e8
    }

    /// The part of it that is a whole number of steps of 10^−`digits`, rounded down; `part` is a fraction from 0 to 1.
    func part(_ part: Double, digits: Int) -> Amount {
        let step = Int128(ByteText.scales[8 - digits])
        let share = Int128((Double(units) * part).rounded(.down))
        return Amount(units: share - share % step)
    }

    static func += (left: inout Amount, right: Amount) { left.units &+= right.units }
}
