/// An endless random path over the minutes since 1970, any stretch of which can be had without what lies before it.
///
/// Every 65,536th minute has a value of its own, drawn from `anchors`; between these the path is refined by midpoint
/// displacement, as a Brownian bridge would be, down to single minutes. How far a midpoint is displaced follows the
/// volatility around it, so that wild hours follow each other, and quiet ones too; one in 300 is displaced four times
/// as far.
struct NoisePath: Sendable {
    /// The minutes in a block, the stretch that is made at once.
    static let blockLength = 64
    private static let anchorSpacing: Int64 = 65_536

    /// The number from which everything about the path follows.
    let stream: UInt64
    /// The standard deviation of one minute's change at a volatility of 1.
    let deviation: Double
    /// The anchors are spread evenly over minus to plus this.
    let anchors: Double

    /// The values at the block's first minute and the 64 minutes after it, displaced as `field` says.
    func block(_ index: Int64, field: VolatilityField) -> [Double] {
        let length = Int64(Self.blockLength)
        let first = index * length
        var left = first.flooredMultiple(of: Self.anchorSpacing)
        var right = left + Self.anchorSpacing
        var (low, high) = (anchor(left), anchor(right))
        while right - left > length {
            let middle = (left + right) / 2
            let value = displaced(middle, between: low, high, over: right - left, field.factor(at: middle))
            if first < middle { (right, high) = (middle, value) } else { (left, low) = (middle, value) }
        }
        return filled(from: first, low, high, field.factors(from: first, count: Self.blockLength))
    }

    private func filled(
        from first: Int64, _ low: Double, _ high: Double, _ volatilities: [Double]
    ) -> [Double] {
        var values = [Double](repeating: 0, count: Self.blockLength + 1)
        (values[0], values[Self.blockLength]) = (low, high)
        var span = Self.blockLength
        while span > 1 {
            var at = span / 2
            while at < Self.blockLength {
                let (left, right) = (values[at - span / 2], values[at + span / 2])
                let minute = first + Int64(at)
                values[at] = displaced(minute, between: left, right, over: Int64(span), volatilities[at])
                at += span
            }
            span /= 2
        }
        return values
    }

    private func anchor(_ minute: Int64) -> Double {
        anchors * (2 * Chance.fraction(Chance.number(stream, minute)) - 1)
    }

    /// The midpoint of a bridge: its variance is a quarter of the span's.
    private func displaced(
        _ minute: Int64, between left: Double, _ right: Double, over span: Int64, _ volatility: Double
    ) -> Double {
        let number = Chance.number(stream, minute)
        let isJump = Chance.mixed(number) % 300 == 0
        let size = deviation * volatility * Double(span).squareRoot() / 2 * (isJump ? 4 : 1)
        return (left + right) / 2 + size * Chance.normal(number)
    }
}

extension Int64 {
    /// The greatest multiple of `unit` that is not above this number; `unit` is positive.
    func flooredMultiple(of unit: Int64) -> Int64 {
        let remainder = self % unit
        return self - (remainder < 0 ? remainder + unit : remainder)
    }
}
