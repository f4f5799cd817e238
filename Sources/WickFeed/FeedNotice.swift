/// Something that a person may want to read later: it goes to the log, not to the screen.
public struct FeedNotice: Equatable, Sendable {
    /// How much it matters.
    public enum Level: Equatable, Sendable { case debug, info, warning }

    /// How much it matters.
    public var level: Level
    /// What happened, in a sentence without a line break.
    public var text: String

    /// A notice of this text.
    public init(_ level: Level, _ text: String) {
        (self.level, self.text) = (level, text)
    }
}
