/// The steps and minimums that an exchange sets for a symbol. A rule that the exchange does not state is `nil`.
///
/// This is the one place that rounds prices to the tick size and sizes to the step size.
public struct InstrumentRules: Equatable, Sendable {
    /// The smallest price step, in quote units.
    public var tickSize: Double?
    /// The smallest quantity step and the smallest quantity, in base units.
    public var stepSize, minSize: Double?
    /// The smallest order value (price × size), in quote units.
    public var minNotional: Double?

    /// Rules of these values; zero and below mean that there is no such rule, as on the wire.
    public init(
        tickSize: Double? = nil, stepSize: Double? = nil, minSize: Double? = nil, minNotional: Double? = nil
    ) {
        func rule(_ value: Double?) -> Double? { value.flatMap { $0 > 0 && $0.isFinite ? $0 : nil } }
        (self.tickSize, self.stepSize) = (rule(tickSize), rule(stepSize))
        (self.minSize, self.minNotional) = (rule(minSize), rule(minNotional))
    }

    /// Digits after the point that show every multiple of the tick size, 0 to 12; `nil` without a tick size.
    public var priceDigits: Int? { tickSize.map(Self.digits(showing:)) }

    /// Digits after the point that show every multiple of the step size, 0 to 12; `nil` without a step size.
    public var sizeDigits: Int? { stepSize.map(Self.digits(showing:)) }

    /// The multiple of the tick size that is nearest to `price` (half away from zero); `price` itself without a tick size.
    public func roundedToTick(_ price: Double) -> Double {
        guard let tickSize else { return price }
        return Self.multiple((price / tickSize).rounded(), of: tickSize)
    }

    /// The largest multiple of the step size that is not above `size`; `size` itself without a step size.
    ///
    /// A size within a billionth of a step below a multiple counts as that multiple: it is one, but for binary rounding.
    public func roundedDownToStep(_ size: Double) -> Double {
        guard let stepSize else { return size }
        return Self.multiple((size / stepSize + 1e-9).rounded(.down), of: stepSize)
    }

    /// `count × unit`, by division where the unit is a decimal fraction, so that 3 × 0.1 is 0.3 to the last bit.
    private static func multiple(_ count: Double, of unit: Double) -> Double {
        let perOne = (1 / unit).rounded()
        let isFraction = unit < 1 && abs(perOne * unit - 1) < 1e-12
        return isFraction ? count / perOne : count * unit
    }

    private static func digits(showing step: Double) -> Int {
        var (scaled, digits) = (step, 0)
        while digits < 12, abs(scaled - scaled.rounded()) > 1e-6 * scaled {
            (scaled, digits) = (scaled * 10, digits + 1)
        }
        return digits
    }
}
