/// How patient a feed is. All durations are on the monotonic clock.
public struct FeedSettings: Equatable, Sendable {
    /// The pause before the first attempt to connect again; doubled each time up to ``reconnectDelayMax``.
    public var reconnectDelay: Duration = .seconds(3)
    /// The longest pause between two attempts.
    public var reconnectDelayMax: Duration = .seconds(60)
    /// How many attempts in a row may fail before the feed stops; 0 is without end.
    public var retriesMax = 0
    /// How often our own ping is sent.
    public var heartbeat: Duration = .seconds(30)
    /// How long its answer may take.
    public var pongDeadline: Duration = .seconds(15)
    /// How long the transport and the WebSocket handshake may take together.
    public var connectDeadline: Duration = .seconds(20)
    /// How long the first message after a subscription may take before the connection counts as mute.
    public var firstFrameDeadline: Duration = .seconds(30)
    /// Silence after which data is shown as stale.
    public var staleAfter: Duration = .seconds(15)
    /// The shortest silence of a stream that is looked into, and of one whose symbol hardly trades: in between it depends on
    /// how often the symbol trades. A connection that brings nothing at all is looked into after the shortest.
    public var silenceMin: Duration = .seconds(30), silenceMax: Duration = .seconds(600)
    /// How often the exchange is asked whether the symbols are still there, and those that are not back.
    public var recheckInterval: Duration = .seconds(3600), recheckIntervalOfMissing: Duration = .seconds(300)
    /// How long data must have flowed for the pauses to start from ``reconnectDelay`` again.
    public var soundAfter: Duration = .seconds(30)
    /// The longest life of a connection; a random part of up to an hour is taken off. Exchanges cut at 24 h.
    public var connectionLifetime: Duration = .seconds(23 * 3600)
    /// Closed candles kept for each series.
    public var bufferSize = 500
    /// How long an answer to a request may take.
    public var requestTimeout: Duration = .seconds(15)
    /// Requests under way at once.
    public var requestsMax = 4

    /// The defaults.
    public init() {}
}
