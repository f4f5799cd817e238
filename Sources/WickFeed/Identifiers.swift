/// Names a stream connection of a feed; never used twice.
public struct ConnectionID: Hashable, Sendable {
    /// The number, from 1.
    public let number: Int

    /// The name of this number.
    public init(number: Int) { self.number = number }
}

/// Names a request of a feed; never used twice.
public struct RequestID: Hashable, Sendable {
    /// The number, from 1.
    public let number: Int

    /// The name of this number.
    public init(number: Int) { self.number = number }
}
