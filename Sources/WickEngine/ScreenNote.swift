import WickMarket

/// A sentence for whoever looks at the screen: what came of something that was asked for, or something to look at now. It
/// is shown for a while.
public struct ScreenNote: Equatable, Sendable {
    /// How much it matters.
    public enum Weight: Equatable, Sendable {
        /// Something went as it was asked for.
        case information
        /// Something did not.
        case warning
        /// Somebody wanted to be told of this.
        case alert
    }

    /// What to say.
    public var text: String
    /// How much it matters.
    public var weight: Weight
    /// When it was so, by the exchange's clock; `nil` where that does not matter.
    public var time: Timestamp?
    /// Whether the terminal's bell rings with it.
    public var rings: Bool
    /// Whether it is shown at once; else it can be looked up only.
    public var isShown: Bool

    /// A note of these values.
    public init(
        _ text: String, _ weight: Weight = .information, time: Timestamp? = nil, rings: Bool = false,
        isShown: Bool = true
    ) {
        (self.text, self.weight, self.time) = (text, weight, time)
        (self.rings, self.isShown) = (rings, isShown)
    }
}
