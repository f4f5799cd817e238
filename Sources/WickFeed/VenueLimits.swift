/// What an exchange allows a client to do; the feed keeps below it.
public struct VenueLimits: Equatable, Sendable {
    /// The most streams on one connection.
    public var streamsPerConnection: Int
    /// The most messages that a client may send on one connection each second, pings and pongs included.
    public var messagesPerSecond: Int
    /// The most stream names in one subscribe message.
    public var namesPerRequest: Int
    /// The most candles in one answer.
    public var candlesPerRequest: Int
    /// The request weight that one address may use in a minute.
    public var weightPerMinute: Int

    /// Limits of these values.
    public init(
        streamsPerConnection: Int, messagesPerSecond: Int, namesPerRequest: Int, candlesPerRequest: Int,
        weightPerMinute: Int
    ) {
        self.streamsPerConnection = streamsPerConnection
        self.messagesPerSecond = messagesPerSecond
        self.namesPerRequest = namesPerRequest
        self.candlesPerRequest = candlesPerRequest
        self.weightPerMinute = weightPerMinute
    }
}
