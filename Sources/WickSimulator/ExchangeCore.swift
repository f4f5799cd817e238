import HeapModule
import NIOCore
import WickMarket

/// The exchange behind the connections: the market, the clock, and the streams that are subscribed. Lives on its
/// event loop.
final class ExchangeCore {
    let eventLoop: any EventLoop
    let venue: SimulatedVenue
    let rules: VenueRules
    var outlet: Outlet
    /// What TLS is served with; `nil` for plain TCP.
    let certificates: ServerCertificates?
    /// The market, if it can be damaged.
    let damaged: DamagedMarket?
    /// Is told of each fault that strikes, and when.
    let onFault: (@Sendable (Fault, Duration) -> Void)?

    private let market: any Market
    private let speed: SimulatorSpeed
    private let closesAtEnd: Bool
    private let started: NIODeadline
    private var clock: SimulatedClock
    private var router: RestRouter
    private var handshakes: SlidingWindow?

    private(set) var connections: [ObjectIdentifier: StreamConnection] = [:]
    private var unflushed: [StreamConnection] = []
    private var channels = 0
    private var feeds: [StreamName: RunningFeed] = [:]
    private var due = Heap<DueFeed>()
    private var scratch = ByteText()
    private var timer: Scheduled<Void>?
    var faultTimer: Scheduled<Void>?
    private var isPumpQueued = false
    private(set) var isStopped = false

    /// How long the loop is kept at sending before others have their turn.
    private static let slice = Duration.milliseconds(5)
    /// The shortest sleep: events that lie closer together are sent together.
    private static let nap = Duration.milliseconds(1)
    /// How late events may be, in simulated milliseconds, before the clock is set back.
    private static let lagMax: Int64 = 1000

    init(
        eventLoop: any EventLoop, options: SimulatorOptions, rules: VenueRules, market: any Market, start: Int64,
        certificates: ServerCertificates?
    ) {
        let start = market.beginning == nil ? start + Self.skew(options.faults) : start
        (self.eventLoop, self.rules, onFault) = (eventLoop, rules, options.onFault)
        self.certificates = certificates
        let (market, damaged) = Self.damageable(market, options.faults, start: start)
        (self.market, self.damaged) = (market, damaged)
        outlet = Outlet(plan: FaultPlan(orders: options.faults, storm: options.storm, isSecure: options.tls != nil))
        (venue, speed, closesAtEnd) = (options.venue, options.speed, options.closesAtEndOfRecording)
        started = eventLoop.now
        clock = SimulatedClock(start: start, speed: options.speed)
        if market.beginning == nil { clock.run(elapsed: .zero) }
        router = RestRouter(venue: options.venue, rules: rules, market: market)
        handshakes = rules.handshakesPer5Minutes.map { SlidingWindow(limit: $0, per: .seconds(300)) }
        armFaults()
    }

    /// Real time since the start.
    var elapsed: Duration { .nanoseconds((eventLoop.now - started).nanoseconds) }
    /// Simulated time, milliseconds since 1970: never past what the streams have yet to tell, however late they are.
    ///
    /// The clock itself runs on while this process does not, and is set back then: told from it, a candle would count as
    /// closed whose last trades REST does not have yet.
    var now: Int64 {
        let time = clock.now(elapsed: elapsed)
        guard !waitsForReaders, let next = nextDue() else { return time }
        return min(time, next.time)
    }

    /// Whether simulated time waits for clients to read.
    var waitsForReaders: Bool { speed == .asFastAsRead }

    var statistics: SimulatorStatistics {
        var statistics = outlet.statistics
        statistics.streams = feeds.count
        statistics.waitsForReader = waitsForReaders && isHeldBack
        statistics.now = Timestamp(milliseconds: now)
        return statistics
    }

    // MARK: Requests

    /// Whether one more channel may be opened.
    func admit() -> Bool {
        guard channels < rules.connectionsMax, !isStopped else { return false }
        channels += 1
        return true
    }

    func channelClosed() { channels -= 1 }

    /// The reply to a request; `nil` for none at all.
    func answer(_ request: RestRequest) -> RestReply? {
        let (elapsed, now) = (elapsed, now)
        if let damaged { damaged.isHalted = damaged.damage.haltStart(at: now) != nil }
        let flaws = outlet.restFlaws(elapsed: elapsed)
        let reply = router.answer(request, elapsed: elapsed, now: now, flaws: flaws)
        return outlet.reply(reply, elapsed: elapsed, now: now)
    }

    func answerHandshake(_ target: RequestTarget) -> HandshakeAnswer {
        outlet.handshake(decide(target), elapsed: elapsed, now: now)
    }

    private func decide(_ target: RequestTarget) -> HandshakeAnswer {
        func refusal(_ error: RestError, retryAfter: Duration) -> HandshakeAnswer {
            var reply = RestReply(error)
            reply.headers = [.init(name: "Retry-After", value: "\(max(1, retryAfter.components.seconds))")]
            return .refuse(reply)
        }
        if let rest = router.ban(elapsed: elapsed) {
            return refusal(.banned(until: now + rest.milliseconds), retryAfter: rest)
        }
        if handshakes?.allows(now: elapsed) == false {
            return refusal(.tooManyRequests(limit: rules.handshakesPer5Minutes ?? 0), retryAfter: .seconds(300))
        }
        let address = StreamAddress(target: target, venue: venue, offersMicroseconds: rules.offersMicroseconds)
        guard let address else { return .refuse(RestReply(.notFound)) }
        guard Set(address.names).count <= rules.streamsMax else { return .refuse(RestReply(.badCombination)) }
        return .serve(address)
    }

    // MARK: Connections

    func opened(_ connection: StreamConnection) {
        connections[ObjectIdentifier(connection)] = connection
        outlet.connectionOpened()
        subscribe(connection, to: connection.names)
        meetFate(connection)
    }

    func closed(_ connection: StreamConnection) {
        guard connections.removeValue(forKey: ObjectIdentifier(connection)) != nil else { return }
        outlet.connectionClosed()
        unsubscribe(connection, from: connection.names)
    }

    /// Notes that something was written to a connection, which is flushed with everything else of this turn.
    func flushLater(_ connection: StreamConnection) {
        unflushed.append(connection)
    }

    func writabilityChanged() {
        if waitsForReaders { pumpSoon() }
    }

    func subscribe(_ connection: StreamConnection, to names: [String]) {
        guard connection.carriesKlines, !connection.isClosing else { return }
        guard !outlet.plan.isOn(.ackWithoutData, now: elapsed) else { return }
        for name in names.lazy.compactMap(StreamName.init) {
            guard let running = feeds[name] ?? start(name) else { continue }
            if !running.subscribers.contains(where: { $0 === connection }) { running.subscribers.append(connection) }
        }
        pumpSoon()
    }

    func unsubscribe(_ connection: StreamConnection, from names: [String]) {
        for name in names.lazy.compactMap(StreamName.init) {
            guard let running = feeds[name] else { continue }
            running.subscribers.removeAll { $0 === connection }
            if running.subscribers.isEmpty { feeds[name] = nil }
        }
        if waitsForReaders { pumpSoon() }
    }

    private func start(_ name: StreamName) -> RunningFeed? {
        guard name.timeframe != .oneSecond || rules.offersSeconds, let index = market.index(of: name.symbol),
            let assembler = KlineAssembler(market, instrument: index, timeframe: name.timeframe)
        else { return nil }
        clock.run(elapsed: elapsed)
        let pace: KlineFeed.Pace =
            waitsForReaders
            ? .milestones : .every(milliseconds: min(rules.updatePeriod, name.timeframe.milliseconds))
        guard let feed = KlineFeed(assembler, pace: pace, sendsQuietCandles: rules.sendsQuietCandles, now: now)
        else { return nil }
        let text = KlineText(
            symbol: name.symbol, interval: name.timeframe.rawValue,
            digits: KlineDigits(venue: venue, instrument: market.instruments[index]))
        let order = index * Timeframe.allCases.count + (Timeframe.allCases.firstIndex(of: name.timeframe) ?? 0)
        let running = RunningFeed(name: name, order: order, feed: feed, text: text)
        feeds[name] = running
        if let time = feed.nextEvent { due.insert(DueFeed(time: time, feed: running)) }
        return running
    }

    // MARK: Time

    /// Sends what is due, after what is at hand.
    private func pumpSoon() {
        guard !isPumpQueued, !isStopped else { return }
        isPumpQueued = true
        let core = NIOLoopBound(self, eventLoop: eventLoop)
        eventLoop.execute { core.value.pump() }
    }

    private func pump() {
        isPumpQueued = false
        guard !isStopped else { return }
        timer?.cancel()
        timer = nil
        switch speed {
        case .times: pumpInTime()
        case .asFastAsRead: pumpAsRead()
        }
        flush()
        if closesAtEnd, nextDue() == nil, market.beginning != nil, !feeds.isEmpty {
            for connection in connections.values { connection.close(.goingAway, "End of recording") }
        }
    }

    /// Sends up to the time that the clock shows. Where that takes too long, the clock is set back to what is due next,
    /// so that the market goes on from there.
    private func pumpInTime() {
        let end = elapsed + Self.slice
        let now = clock.now(elapsed: elapsed)
        var events = 0
        while let next = nextDue(), next.time <= now {
            fire(next)
            events += 1
            if events % 32 == 0, elapsed >= end { break }
        }
        guard let next = nextDue() else { return }
        if next.time <= now {
            if now - next.time > Self.lagMax { clock.move(to: next.time, elapsed: elapsed) }
            pumpSoon()
        } else if let wakeUp = clock.elapsed(at: next.time) {
            let core = NIOLoopBound(self, eventLoop: eventLoop)
            let rest = max(Self.nap, wakeUp - elapsed)
            timer = eventLoop.scheduleTask(in: .nanoseconds(rest.nanoseconds)) { core.value.pump() }
        }
    }

    /// Goes on from event to event for as long as every subscriber takes what it is sent.
    private func pumpAsRead() {
        let end = elapsed + Self.slice
        var events = 0
        while let next = nextDue() {
            if events % 32 == 0 {
                if unflushed.contains(where: { !$0.isWritable }) { flush() }
                if isHeldBack { return }
                if elapsed >= end { return pumpSoon() }
            }
            clock.move(to: max(next.time, now), elapsed: elapsed)
            fire(next)
            events += 1
        }
    }

    private var isHeldBack: Bool { connections.values.contains { $0.holdsTimeBack } }

    /// The next event of a feed that is still subscribed.
    private func nextDue() -> DueFeed? {
        while let next = due.min {
            if feeds[next.feed.name] === next.feed { return next }
            due.removeMin()
        }
        return nil
    }

    private func fire(_ next: DueFeed) {
        let running = next.feed
        let push = running.feed.fire()
        if let time = running.feed.nextEvent {
            due.replaceMin(with: DueFeed(time: time, feed: running))
        } else {
            due.removeMin()
        }
        guard let push else { return }
        for push in outlet.pushes(push, of: running.name, elapsed: elapsed) {
            running.deliver(push, scratch: &scratch, allocator: ByteBufferAllocator())
        }
    }

    private func flush() {
        let connections = unflushed
        unflushed.removeAll(keepingCapacity: true)
        for connection in connections { connection.flush() }
    }

    // MARK: The end

    /// Says goodbye to every connection; nothing is sent after it.
    func stop() {
        isStopped = true
        timer?.cancel()
        faultTimer?.cancel()
        for connection in connections.values { connection.close(.goingAway, "Shutting down") }
    }
}

extension Duration {
    /// Nanoseconds; saturates beyond 292 years.
    var nanoseconds: Int64 {
        let (whole, overflow) = components.seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max : whole + components.attoseconds / 1_000_000_000
    }
}
