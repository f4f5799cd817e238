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
    /// Whether the terminal's bell rings with it.
    public var rings: Bool

    /// A note of these values.
    public init(_ text: String, _ weight: Weight = .information, rings: Bool = false) {
        (self.text, self.weight, self.rings) = (text, weight, rings)
    }
}
