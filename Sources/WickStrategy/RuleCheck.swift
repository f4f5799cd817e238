/// How one rule of a strategy stood at a candle, for the screen: what it asks, whether that holds, and the numbers.
public struct RuleCheck: Equatable, Sendable {
    /// What the rule looks at, in a word or two: `volume spike`.
    public let name: String
    /// The reason for no signal that the rule gives when it does not hold.
    public let reason: NoSignalReason
    /// Whether it holds; `nil` where that cannot be told (a number it needs is undefined, or there was no crossing to judge).
    public let holds: Bool?
    /// The numbers in words: `volume 22.1 must be above 1.5 × average 15.2 = 22.8`.
    public let detail: String

    /// A check of these values.
    public init(name: String, reason: NoSignalReason, holds: Bool?, detail: String) {
        (self.name, self.reason, self.holds, self.detail) = (name, reason, holds, detail)
    }
}
