import WickMarket

/// Something that happened to the feed, for a person to see.
public struct FeedMoment: Equatable, Sendable {
    /// The newest time that the exchange had told then; `nil` before the first.
    public var time: Timestamp?
    /// Whether it is something to worry about.
    public var isTrouble: Bool
    /// What happened, in a sentence without a line break.
    public var text: String

    /// A moment of these values.
    public init(time: Timestamp?, isTrouble: Bool, text: String) {
        (self.time, self.isTrouble, self.text) = (time, isTrouble, text)
    }
}
