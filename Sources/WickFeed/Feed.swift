import Collections
import WickMarket
import WickWebSocket

/// The whole feed of one exchange as a value: what happens goes in, what to do and what became true comes out.
///
/// The driver reports what happened (`connected`, `receive` and `step`, `disconnected`, `answered`, `timerFired`), each
/// with the time, and after each report carries out ``nextAction()`` until `nil` and takes ``nextEvent()`` until `nil`.
/// Nothing here opens a socket, reads a clock or draws a random number of its own, so days of faults can be run in a
/// second and again.
public struct Feed: Sendable {
    /// The candles of all series, and their subscribers.
    public var router = CandleRouter()
    /// The newest time that the exchange's clock has passed for sure; `nil` before it told any.
    public internal(set) var exchangeTime: Timestamp?
    /// When the last candle message came.
    public internal(set) var lastDataAt: ContinuousClock.Instant?
    /// The state of the feed.
    public internal(set) var status = FeedStatus(state: .connecting, detail: "starting")
    /// What the server calls itself in the answer to the handshake.
    public internal(set) var serverName: String?

    let exchange: any Exchange
    let settings: FeedSettings
    let userAgent: String
    var random: any RandomNumberGenerator & Sendable
    var table = SeriesTable()
    var series: [SeriesRecord] = []
    var shards: [Shard] = []
    var connections: [StreamConnection] = []
    var requests: RequestQueue
    var actions: Deque<FeedAction> = []
    var events: Deque<FeedEvent> = []
    var deliveries: Deque<ClosedCandle> = []
    var lastConnectionNumber = 0
    var nextTick: ContinuousClock.Instant
    var timeAskedAt: ContinuousClock.Instant?
    var isStopped = false

    /// A feed of these series; nothing happens before ``start(now:)``.
    /// - Parameters:
    ///   - userAgent: the name that is sent to the exchange.
    ///   - random: for masks, handshake keys and jitter; the system's, but for tests.
    public init(
        exchange: any Exchange, keys: [SeriesKey], settings: FeedSettings, userAgent: String,
        random: any RandomNumberGenerator & Sendable, now: ContinuousClock.Instant
    ) {
        (self.exchange, self.settings, self.userAgent, self.random) = (exchange, settings, userAgent, random)
        requests = RequestQueue(
            inFlightMax: settings.requestsMax, weightPerMinute: exchange.limits.weightPerMinute, now: now)
        nextTick = now
        for key in keys where table.index(of: key) == nil {
            table.insert(key)
            series.append(SeriesRecord(key: key))
            router.add(key, capacity: settings.bufferSize)
        }
        let size = max(1, exchange.limits.streamsPerConnection)
        for start in stride(from: 0, to: series.count, by: size) {
            let backoff = Backoff(base: settings.reconnectDelay, ceiling: settings.reconnectDelayMax)
            shards.append(Shard(series: Array(start..<min(start + size, series.count)), backoff: backoff))
        }
    }

    // MARK: What the driver asks

    /// The next thing to do, or `nil`.
    public mutating func nextAction() -> FeedAction? { actions.popFirst() }

    /// The next thing that became true, or `nil`. A closed candle enters its buffer when it is told.
    public mutating func nextEvent() -> FeedEvent? {
        if let closed = deliveries.popFirst() {
            router.append(closed.candle, to: closed.series)
            return .closed(closed)
        }
        return events.popFirst()
    }

    /// When ``timerFired(now:)`` is due.
    public var deadline: ContinuousClock.Instant? {
        if isStopped { return nil }
        var earliest = nextTick
        if let due = requests.deadline { earliest = min(earliest, due) }
        for shard in shards { if let due = shard.retryAt { earliest = min(earliest, due) } }
        for connection in connections {
            if let due = connection.heartbeat?.deadline { earliest = min(earliest, due) }
            if connection.phase == .connecting { earliest = min(earliest, connection.connectDeadline) }
        }
        return earliest
    }

    /// What the exchange says of a series' symbol; `nil` before it was asked.
    public func instrument(of series: Int) -> Instrument? { self.series[series].instrument }

    /// The account of one series.
    public func ledger(of series: Int) -> Ledger { self.series[series].ledger }

    /// The account of all series together.
    public var totalLedger: Ledger { series.reduce(into: Ledger()) { $0 = $0 + $1.ledger } }

    /// When the last message of a series came.
    public func lastMessage(of series: Int) -> ContinuousClock.Instant? { self.series[series].lastMessageAt }

    /// Where a series stands.
    public func state(of index: Int, now: ContinuousClock.Instant) -> SeriesState {
        let record = series[index]
        if let reason = record.unavailable { return .unavailable(reason) }
        if !record.sequencer.isWarm { return .warmingUp }
        if record.sequencer.missing != nil { return .repairing }
        guard let last = record.lastMessageAt else { return .waiting }
        return last.duration(to: now) > settings.staleAfter * 4 ? .stale : .live
    }

    // MARK: Start and stop

    /// Begins: asks for clock, rules and history, and opens the connections.
    public mutating func start(now: ContinuousClock.Instant) {
        requests.add(.serverTime, notBefore: now)
        for index in series.indices { requests.add(.warmUp(series: index), notBefore: now) }
        requests.add(.instruments, notBefore: now)
        for shard in shards.indices { openConnection(shard: shard, now: now) }
        sendRequests(now: now)
        refreshStatus(now: now)
    }

    /// Ends: says goodbye on every connection. The driver may close the streams a moment later, whatever comes back.
    public mutating func stop(now: ContinuousClock.Instant) {
        guard !isStopped else { return }
        isStopped = true
        for index in connections.indices {
            connections[index].socket.close(code: .normalClosure, reason: "")
            flush(index)
        }
        setStatus(FeedStatus(state: .stopped, detail: "stopped as asked"))
    }

    mutating func notice(_ level: FeedNotice.Level, _ text: String) {
        events.append(.notice(FeedNotice(level, text)))
    }

    mutating func setStatus(_ new: FeedStatus) {
        guard new != status else { return }
        status = new
        events.append(.status(new))
    }
}
