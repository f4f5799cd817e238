import Collections
import WickMarket
import WickWebSocket

/// One stream connection: its protocol, its pings and what is subscribed on it.
struct StreamConnection: Sendable {
    enum Phase: Equatable, Sendable {
        /// The transport or the handshake is under way.
        case connecting
        /// Messages may pass.
        case open
        /// It is replaced or no longer wanted, and closes.
        case closing
    }

    let id: ConnectionID
    /// The index of the shard it serves.
    let shard: Int
    var socket: WebSocketConnection
    var phase = Phase.connecting
    /// When the attempt began, and when it counts as failed.
    let bornAt: ContinuousClock.Instant
    let connectDeadline: ContinuousClock.Instant
    /// When it is to be replaced.
    let retireAt: ContinuousClock.Instant
    var heartbeat: Heartbeat?
    var budget: MessageBudget
    /// Series that still have to be subscribed.
    var toSubscribe: Deque<Int> = []
    /// Series subscribed whose first message has not come.
    var awaitingFirst: Set<Int> = []
    var subscribedAt: ContinuousClock.Instant?
    var lastDataAt: ContinuousClock.Instant?
    var firstDataAt: ContinuousClock.Instant?
    private var lastMessageID = 0

    init(
        id: ConnectionID, shard: Int, socket: WebSocketConnection, settings: FeedSettings, retireAfter: Duration,
        messagesPerSecond: Int, now: ContinuousClock.Instant
    ) {
        (self.id, self.shard, self.socket) = (id, shard, socket)
        bornAt = now
        connectDeadline = now + settings.connectDeadline
        retireAt = now + retireAfter
        budget = MessageBudget(messagesPerSecond: messagesPerSecond)
    }

    /// The number of the next control message, from 1.
    mutating func nextMessageID() -> Int {
        lastMessageID += 1
        return lastMessageID
    }

    /// Whether everything is subscribed and each series has shown itself.
    var isComplete: Bool { phase == .open && toSubscribe.isEmpty && awaitingFirst.isEmpty }

    mutating func noteData(series: Int, now: ContinuousClock.Instant) {
        lastDataAt = now
        if firstDataAt == nil { firstDataAt = now }
        if !awaitingFirst.isEmpty { awaitingFirst.remove(series) }
    }
}
