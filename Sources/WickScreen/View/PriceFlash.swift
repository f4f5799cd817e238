import WickEngine
import WickMarket

/// The last price of a symbol, and what it was before, so that the digits that changed can be told from the others.
struct PriceFlash: Equatable {
    private var now: Double
    private var before: Double?
    private var changedAt: ContinuousClock.Instant?

    /// How long a change is told.
    private static let span = Duration.seconds(1)

    init(_ price: Double) { now = price }

    /// Takes in the price as it is now.
    mutating func note(_ price: Double, at moment: ContinuousClock.Instant) {
        guard price != now else { return }
        (before, now, changedAt) = (now, price, moment)
    }

    /// The price before, as long as the change is to be told.
    func before(at moment: ContinuousClock.Instant) -> Double? {
        guard let changedAt, changedAt.duration(to: moment) < Self.span else { return nil }
        return before
    }

    /// A price whose last digits, from the first one that changed on, say whether it rose or fell.
    static func text(_ price: Double?, before: Double?, digits: Int) -> StyledText {
        let text = NumberText.fixed(price, digits: digits)
        guard let price, let before, price != before else { return StyledText(text, .strong) }
        let old = NumberText.fixed(before, digits: digits)
        guard text != old else { return StyledText(text, .strong) }
        let isAligned = text.utf8.count == old.utf8.count
        let same = isAligned ? zip(text, old).prefix { $0 == $1 }.count : 0
        let change = StyledText(String(text.dropFirst(same)), price > before ? .flashUp : .flashDown)
        return same == 0 ? change : StyledText(String(text.prefix(same)), .strong) + change
    }
}
