import WickEngine
import WickMarket
import WickTestKit
import WickWebSocket

@testable import WickFeed

/// A feed against a modelled exchange, without sockets, on a clock of its own; all that happens follows from the seed.
///
/// After every event it is checked that each series' closed candles are the truth's, once, in order and without a hole but
/// where the truth has one, and that the engine's indicators are those of a run without faults. Faults end at ``calmFrom``; what has to be right some time later, ``finish()`` checks.
final class Simulation {
    /// The exchange's minute in which the test begins: what lies before is history.
    static let firstMinute = 120
    /// How long after the last fault all has to be well again, in milliseconds: a silent connection is found out after 60 s
    /// at most, the longest pause before the next attempt is 60 s, and the longest before a request 30 s.
    static let recovery: Int64 = 180_000

    let seed: UInt64
    var random: SeededRandom
    let exchange: TestExchange
    let market: ModelMarket
    /// All that can be watched; the market has a series of each.
    let keys: [SeriesKey]
    /// How many symbols there are; ``keys`` has all of them in one timeframe and then in the other.
    var symbolCount: Int { keys.count / 2 }
    /// What the feed is to watch by now, in order.
    var wanted: [SeriesKey]
    var wantedTimeframe = Timeframe.oneMinute
    /// The indices of the feed that are in use.
    var added: Set<Int>
    let windows: [FaultWindow]
    /// Those that are to come, the next one last, and those under way at ``time``.
    private var (upcoming, current): ([FaultWindow], [FaultWindow])
    var feed: Feed
    /// Milliseconds since the start.
    var time: Int64 = 0
    var queue = EventQueue<() -> Void>()
    /// The exchange's ends of the connections, in the order of their numbers.
    var connections: [ModelConnection] = []
    /// Until when the exchange has told the feed to stay away; requests before it are a violation.
    var requestsForbiddenUntil: Int64 = 0
    /// From when on nothing is wrong any more.
    var calmFrom: Int64
    /// By series, the slots that an answer has left out or garbled.
    var leftOut: [Set<Int>]
    /// How many connections have lasted until the exchange cut them for their age.
    var agedOut = 0
    var checks: [SeriesCheck]
    /// What decides on the candles, and what it would decide if nothing went wrong.
    var engine: Engine
    var faultless: [FaultlessRun]
    /// What was found to be wrong; the first few say it all.
    var violations: [String] = []
    private let isCalm: Bool
    private let phase: Int64

    /// - Parameters:
    ///   - minutes: how long things go wrong; the longer, the more of them.
    ///   - isCalm: whether nothing does, and nobody changes the watchlist.
    init(seed: UInt64, minutes: Int, isCalm: Bool = false) {
        self.seed = seed
        var random = SeededRandom(seed: seed)
        let symbolCount = Int.random(in: 1...4, using: &random)
        let total = Self.firstMinute + minutes + 30
        phase = Int64.random(in: 0..<60_000, using: &random)
        let repeats = isCalm ? 0 : max(1, minutes / 240)
        let outages = (0..<Int.random(in: 0...2, using: &random) * repeats).map { _ in
            let first = 3 * (Int.random(in: 10...(Self.firstMinute + minutes - 15), using: &random) / 3)
            return ModelMarket.Outage(
                minutes: first..<(first + 3 * Int.random(in: 1...4, using: &random)),
                cut: Int64.random(in: 1...59_000, using: &random))
        }
        let names = (0..<(symbolCount + 2)).map { "S\($0)USDT" }
        keys = [Timeframe.oneMinute, .threeMinutes].flatMap { timeframe in
            names.compactMap { name in (try? Symbol(name)).map { SeriesKey(symbol: $0, timeframe: timeframe) } }
        }
        wanted = Array(keys.prefix(symbolCount))
        added = Set(wanted.indices)
        market = ModelMarket(
            timeframes: keys.map(\.timeframe), minuteCount: total, outages: outages, using: &random)
        let windowsEnd = Int64(minutes) * 60_000
        windows = (0..<Int.random(in: 2...14, using: &random) * repeats).map { _ in
            let from = Int64.random(in: -10_000...windowsEnd, using: &random)
            let length = Int64.random(in: 1000...240_000, using: &random)
            return FaultWindow(
                fault: Fault.random(seriesCount: symbolCount, using: &random), from: max(0, from),
                to: min(from + length, windowsEnd))
        }
        (upcoming, current) = (windows.sorted { $0.from > $1.from }, [])
        (calmFrom, self.isCalm) = (windowsEnd, isCalm)
        var exchange = TestExchange()
        exchange.limits.candlesPerRequest = Int.random(in: 20...120, using: &random)
        exchange.limits.streamsPerConnection = Int.random(in: 1...4, using: &random)
        exchange.limits.namesPerRequest = Int.random(in: 1...4, using: &random)
        self.exchange = exchange
        var settings = FeedSettings()
        settings.bufferSize = Int.random(in: 10...100, using: &random)
        (settings.recheckInterval, settings.recheckIntervalOfMissing) = (.seconds(300), .seconds(60))
        if Bool.random(using: &random), !isCalm { settings.connectionLifetime = .seconds(900) }
        checks = keys.map { _ in SeriesCheck() }
        leftOut = keys.map { _ in [] }
        faultless = keys.map { _ in FaultlessRun(Self.strategy) }
        engine = Self.makeEngine(wanted, bufferSize: settings.bufferSize)
        feed = Feed(
            exchange: exchange, keys: wanted, settings: settings, userAgent: "test",
            random: SeededRandom(seed: seed + 1),
            now: start)
        self.random = random
    }

    var now: ContinuousClock.Instant { start + .milliseconds(time) }

    /// The exchange's clock.
    var exchangeTime: Timestamp { exchangeTime(at: time) }

    func exchangeTime(at time: Int64) -> Timestamp {
        minute(Self.firstMinute).advanced(byMilliseconds: phase + time)
    }

    func isActive(_ fault: Fault) -> Bool {
        underWay.contains { $0.fault == fault }
    }

    /// The faults that are under way.
    var underWay: [FaultWindow] {
        while let next = upcoming.last, next.from <= time { current.append(upcoming.removeLast()) }
        current.removeAll { $0.to <= time }
        return current
    }

    /// The first active fault that `pick` makes something of.
    func active<Value>(_ pick: (Fault) -> Value?) -> Value? {
        for window in underWay {
            if let value = pick(window.fault) { return value }
        }
        return nil
    }

    func after(_ delay: Int64, _ event: @escaping () -> Void) { queue.add(event, at: time + delay) }

    // MARK: Running

    /// Runs it all and checks the end.
    func run() {
        for window in windows { queue.add({ [unowned self] in strike(window) }, at: window.from) }
        if !isCalm { scheduleCommands() }
        scheduleMinute(Self.firstMinute)
        feed.start(now: now)
        settle()
        while time < calmFrom + Self.recovery, violations.isEmpty { step() }
        if violations.isEmpty { finish() }
    }

    private func step() {
        let end = calmFrom + Self.recovery
        let due = feed.nextDeadline().map { Int64((start.duration(to: $0) / .milliseconds(1)).rounded(.up)) } ?? end
        let next = queue.earliest ?? end
        time = max(time, min(due, next, end))
        if next <= due {
            queue.popFirst()?()
        } else {
            feed.timerFired(now: now)
            checkConnections()
            if let later = feed.nextDeadline(), later <= now {
                violations.append("the timer at \(time) is due again at once")
            }
        }
        settle()
    }

    func settle() {
        drain()
        while let action = feed.nextAction() {
            carryOut(action)
            drain()
        }
    }

    func drain() {
        while let event = feed.nextEvent() {
            check(event)
            pass(event)
        }
    }

    private func carryOut(_ action: FeedAction) {
        switch action {
        case .open(let id, _, _, _): connect(id)
        case .send(let id, let bytes):
            let delay = Int64.random(in: isActive(.slowReading) ? 1_000...20_000 : 10...60, using: &random)
            let at = max(time + delay, connection(id)?.lastReceiveAt ?? 0)
            connection(id)?.lastReceiveAt = at
            queue.add({ [unowned self, time] in receive(bytes, from: id, sentAt: time) }, at: at)
        case .close(let id): drop(id)
        case .get(let id, let url, let timeout): request(id, url, timeout)
        case .decode(let id, let response):
            after(Int64.random(in: 0...3_000, using: &random)) { [unowned self] in
                let exchange = exchange
                let result = Result { () throws(ExchangeFailure) in try exchange.instruments(from: response) }
                feed.decoded(id, result, now: now)
            }
        }
    }
}

extension Feed {
    /// ``deadline``, asked in a way for which the feed is not copied where it lies in an object.
    fileprivate mutating func nextDeadline() -> ContinuousClock.Instant? { deadline }
}
