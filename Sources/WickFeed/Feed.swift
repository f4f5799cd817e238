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
    /// When the last candle message came.
    public var lastDataAt: ContinuousClock.Instant? { newestDataAt }
    /// The state of the feed.
    public internal(set) var status = FeedStatus(state: .connecting, detail: "starting")
    /// What the server calls itself in the answer to the handshake.
    public internal(set) var serverName: String?

    /// What the answers of ``FeedAction/decode(_:_:)`` are read with.
    public let exchange: any Exchange
    /// The timeframe on view.
    public internal(set) var timeframe: Timeframe
    public internal(set) var nextTimeframe: Timeframe?
    public internal(set) var symbolList = SymbolList.unasked
    /// What is on view, in order.
    var watchlist: [WatchedSymbol] = []
    var decoder: MessageDecoder
    let settings: FeedSettings
    let userAgent: String
    var random: any RandomNumberGenerator & Sendable
    var clock = ExchangeClock()
    var series: [SeriesRecord] = []
    var shards: [Shard] = []
    var connections: [StreamConnection] = []
    /// The account of the series that are watched no more.
    var ledgerOfRemoved = Ledger()
    var requests: RequestQueue
    /// The symbols that the question for the rules of all names, while it is under way.
    var symbolsAsked: Set<Symbol> = []
    /// Answers that are being read elsewhere.
    var decoding: [RequestID: RequestQueue.Sent] = [:]
    /// When it was last asked whether the symbols are still there, and whether those that are not are back.
    @FixedOptional var symbolsCheckedAt: ContinuousClock.Instant? = nil
    @FixedOptional var missingCheckedAt: ContinuousClock.Instant? = nil
    /// Whether a symbol that usually trades has not for long: the exchange may have halted it.
    var hasFallenQuiet = false
    /// Which symbols bring nothing, and why, for the status; and whether that may have changed.
    var (symbolsInTrouble, isNamingDue) = ("", true)
    /// The series whose silence was asked about last.
    var lastLookedInto = -1
    @FixedOptional var symbolListAt: ContinuousClock.Instant? = nil
    /// What went wrong with the last request, until one succeeds.
    var requestTrouble: String?
    var notices: NoticeBudget
    var actions: Deque<FeedAction> = []
    var events: Deque<FeedEvent> = []
    var lastConnectionNumber = 0
    @Fixed var nextTick: ContinuousClock.Instant
    @FixedOptional var timeAskedAt: ContinuousClock.Instant? = nil
    /// No connection is opened before: the exchange has told us to stay away.
    @FixedOptional var connectsBlockedUntil: ContinuousClock.Instant? = nil
    @FixedOptional var newestDataAt: ContinuousClock.Instant? = nil
    var isStopped = false
    /// What forbade us to connect, in words.
    var banWords = ""
    /// This machine's clock when the feed was made.
    let wallClock: Timestamp?
    @Fixed private(set) var madeAt: ContinuousClock.Instant
    /// Whether the watchlist was changed at run time, by somebody who sees what became of it.
    var isChanged = false

    /// A feed of these series; nothing happens before ``start(now:)``.
    /// - Parameters:
    ///   - exchange: whose it is.
    ///   - keys: of different symbols and one timeframe.
    ///   - settings: delays, limits and sizes.
    ///   - userAgent: the name that is sent to the exchange.
    ///   - random: for masks, handshake keys and jitter; the system's, but for tests.
    ///   - now: the moment of its making.
    ///   - wallClock: this machine's clock then, for the words of bans and what outlives a restart; `nil` does without.
    public init(
        exchange: any Exchange, keys: [SeriesKey], settings: FeedSettings, userAgent: String,
        random: any RandomNumberGenerator & Sendable, now: ContinuousClock.Instant, wallClock: Timestamp? = nil
    ) {
        (self.wallClock, madeAt) = (wallClock, now)
        (self.exchange, self.settings, self.userAgent, self.random) = (exchange, settings, userAgent, random)
        requests = RequestQueue(
            inFlightMax: settings.requestsMax, weightPerMinute: exchange.limits.weightPerMinute, now: now)
        notices = NoticeBudget(now: now)
        nextTick = now
        decoder = MessageDecoder(exchange: exchange, table: SeriesTable(keys))
        timeframe = keys.first?.timeframe ?? .oneMinute
        for (number, key) in decoder.table.keys.enumerated() {
            series.append(SeriesRecord(key: key))
            router.add(key, capacity: settings.bufferSize)
            watchlist.append(WatchedSymbol(symbol: key.symbol, series: number))
            assignShard(to: number)
        }
    }

    // MARK: What the driver asks

    /// The next thing to do, or `nil`.
    public mutating func nextAction() -> FeedAction? { actions.popFirst() }

    /// The next thing that became true, or `nil`. A closed candle enters its buffer when it is told.
    public mutating func nextEvent() -> FeedEvent? {
        let event = events.popFirst()
        if case .closed(let closed) = event { router.append(closed.candle, to: closed.series) }
        return event
    }

    /// When ``timerFired(now:)`` is due.
    public var deadline: ContinuousClock.Instant? {
        if isStopped { return nil }
        var earliest = $nextTick
        if let due = requests.deadline { earliest = min(earliest, Fixed(wrappedValue: due)) }
        for shard in shards.indices { if let due = shards[shard].$retryAt.fixed { earliest = min(earliest, due) } }
        for index in connections.indices {
            switch connections[index].phase {
            case .connecting, .closing: earliest = min(earliest, connections[index].$phaseDeadline)
            case .open: if let due = connections[index].heartbeat?.$until { earliest = min(earliest, due) }
            }
        }
        return earliest.wrappedValue
    }

    // MARK: Start and stop

    /// Begins: asks for clock and rules, and opens the connections. The history is asked for once the clock is known.
    public mutating func start(now: ContinuousClock.Instant) {
        requests.add(.serverTime, notBefore: now)
        requests.add(.instruments, notBefore: now)
        for shard in shards.indices { ensureConnection(shard: shard, now: now) }
        sendRequests(now: now)
        refreshStatus(now: now)
    }

    /// Gives a series a place on a connection: the first that has room, or a new one.
    mutating func assignShard(to number: Int) {
        let size = max(1, exchange.limits.streamsPerConnection)
        if let shard = shards.firstIndex(where: { $0.series.count < size }) {
            series[number].shard = shard
            shards[shard].series.append(number)
        } else {
            series[number].shard = shards.count
            let backoff = Backoff(base: settings.reconnectDelay, ceiling: settings.reconnectDelayMax)
            shards.append(Shard(series: [number], backoff: backoff))
        }
    }

    /// Ends: says goodbye on every connection. The driver may close the streams a moment later, whatever comes back.
    public mutating func stop(now: ContinuousClock.Instant) {
        guard !isStopped else { return }
        isStopped = true
        for index in connections.indices.reversed() {
            if case .connecting = connections[index].phase {
                actions.append(.close(connections.remove(at: index).id))
            } else {
                connections[index].socket.close(code: .normalClosure, reason: "")
                flush(index)
            }
        }
        setStatus(FeedStatus(state: .stopped, detail: "stopped as asked"))
    }

    /// Ends the feed for a reason that trying again does not mend.
    mutating func stopForGood(_ reason: String) {
        isStopped = true
        for connection in connections { actions.append(.close(connection.id)) }
        connections.removeAll()
        setStatus(FeedStatus(state: .stopped, detail: reason))
    }

    mutating func notice(_ level: FeedNotice.Level, _ text: String) {
        events.append(.notice(FeedNotice(level, text)))
    }

    /// Notes something that a peer can make happen any number of times.
    mutating func complain(_ text: String, now: ContinuousClock.Instant) {
        if notices.allows() { notice(.warning, text) }
    }
}
