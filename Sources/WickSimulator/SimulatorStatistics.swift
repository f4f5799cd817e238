import WickMarket

/// What a simulated exchange has done so far.
public struct SimulatorStatistics: Equatable, Sendable {
    /// Stream connections that are open, and those that ever were.
    public var streamConnections = 0, streamConnectionsInAll = 0
    /// Handshakes that were refused.
    public var handshakesRefused = 0
    /// Text frames sent: of streams, and replies to control messages.
    public var streamMessages = 0, controlReplies = 0
    /// Frames of any kind that clients sent.
    public var framesReceived = 0
    /// REST requests answered, whatever the answer.
    public var requests = 0
    /// Forming updates that a connection did not get because it did not read.
    public var updatesSkipped = 0
    /// Streams that somebody is subscribed to at present.
    public var streams = 0
    /// Whether simulated time stands still because a client does not read: as fast as read, and no faster.
    public var waitsForReader = false
    /// Simulated time.
    public var now = Timestamp(milliseconds: 0)
}
