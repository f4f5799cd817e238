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
        /// It is replaced and has said goodbye; the peer's goodbye is awaited.
        case closing
    }

    let id: ConnectionID
    /// The index of the shard it serves.
    let shard: Int
    var socket: WebSocketConnection
    var phase = Phase.connecting
    /// When the transport or the handshake has taken too long, or the peer's goodbye: of no meaning while open.
    @Fixed var phaseDeadline: ContinuousClock.Instant
    /// When it is to be replaced.
    @Fixed private(set) var retireAt: ContinuousClock.Instant
    /// Whether it will end, and another one has to take its place.
    var isOutgoing = false
    var heartbeat: Heartbeat?
    var budget: MessageBudget
    /// Series that still have to be subscribed.
    var toSubscribe: Deque<Int> = []
    /// Series that have been subscribed.
    var subscribed: Set<Int> = []
    /// Series whose subscription still has to be ended. By name, for their indices may be another's by then.
    var toUnsubscribe: Deque<SeriesKey> = []
    /// Series subscribed whose first message has not come.
    var awaitingFirst: Set<Int> = []
    @FixedOptional var openedAt: ContinuousClock.Instant? = nil
    @FixedOptional var subscribedAt: ContinuousClock.Instant? = nil
    @FixedOptional private(set) var lastDataAt: ContinuousClock.Instant? = nil
    @FixedOptional private(set) var firstDataAt: ContinuousClock.Instant? = nil
    private var lastMessageID = 0

    init(
        id: ConnectionID, shard: Int, socket: WebSocketConnection, connectBy: ContinuousClock.Instant,
        retireAt: ContinuousClock.Instant, messagesPerSecond: Int
    ) {
        (self.id, self.shard, self.socket) = (id, shard, socket)
        self.retireAt = retireAt
        phaseDeadline = connectBy
        budget = MessageBudget(messagesPerSecond: messagesPerSecond)
    }

    /// The number of the next control message, from 1.
    mutating func nextMessageID() -> Int {
        lastMessageID += 1
        return lastMessageID
    }

    /// Whether it serves its shard, now or soon, and is here to stay.
    var isCurrent: Bool {
        switch phase {
        case .connecting, .open: !isOutgoing
        case .closing: false
        }
    }

    /// How long data has flowed on it.
    var soundFor: Duration {
        guard let firstDataAt, let lastDataAt else { return .zero }
        return firstDataAt.duration(to: lastDataAt)
    }

    /// Whether it can take the place of an older one: everything is subscribed, if there is anything, and each series has
    /// shown itself or has had `patience` to do so; where none has, which may be because nothing is traded, `silenceMax`.
    func isComplete(patience: Duration, silenceMax: Duration, now: ContinuousClock.Instant) -> Bool {
        guard phase == .open, toSubscribe.isEmpty else { return false }
        guard let subscribedAt, !awaitingFirst.isEmpty else { return true }
        return subscribedAt.duration(to: now) >= (awaitsData ? silenceMax : patience)
    }

    /// Whether no message has come yet.
    var awaitsData: Bool { $firstDataAt.isNil }

    mutating func noteData(series: Int, at moment: FixedOptional) {
        $lastDataAt = moment
        if awaitsData { $firstDataAt = moment }
        if !awaitingFirst.isEmpty { awaitingFirst.remove(series) }
    }
}
