import WickEngine
import WickFeed
import WickMarket
import WickRisk
import WickStrategy
import WickTestKit

/// A market made up from a seed, watched by the real strategy and the real risk engine: snapshots for looking at the screen
/// without a feed.
public struct DemoMarket: Sendable {
    /// What the status line shall say.
    public var status = FeedStatus(state: .live, detail: "")
    /// What one looks at.
    public var mode = MonitorMode.simulated(speed: 10)
    /// The states of series that are not live, by their place in the watchlist.
    public var states: [Int: SeriesState] = [:]
    /// The account of each series, by its place.
    public var ledgers: [Int: Ledger] = [:]
    /// What the connections shall be.
    public var connections: [ConnectionReport] = []
    /// What has happened to the feed.
    public var events: [FeedMoment] = []
    /// What wick has logged.
    public var messages: [LogEntry] = []
    /// The newest time.
    public private(set) var time: Timestamp
    /// How long ago the last data came.
    public var age = Duration.milliseconds(300)
    /// The candles.
    public private(set) var router = CandleRouter()

    private static let bufferSize = 500
    private var engine: Engine
    private var series: [DemoSeries]
    private var random: SeededRandom

    /// A market of the first `count` of these symbols that has run for so many minutes.
    public init(seed: UInt64, symbols count: Int = 3, minutes: Int = 200) throws {
        random = SeededRandom(seed: seed)
        time = CandleMaker.start.advanced(byMilliseconds: 43_200_000 - Int64(minutes) * 60_000)
        series = try (0..<count).map { index in
            let (name, price, volatility, tickSize) = Self.symbols[index % Self.symbols.count]
            let symbol = index < Self.symbols.count ? name : "C\(index)USDT"
            return try DemoSeries(symbol: symbol, price: price, volatility: volatility, tickSize: tickSize)
        }
        engine = Engine(
            series: series.map { ($0.key, $0.strategy) }, risk: RiskEngine(settings: RiskSettings()),
            bufferSize: Self.bufferSize)
        for index in series.indices {
            router.add(series[index].key, capacity: Self.bufferSize)
            engine.take(rules: series[index].instrument.rules, of: index)
        }
        for _ in 0..<minutes * 12 { advance(seconds: 5) }
    }

    /// Every signal so far.
    public var log: [SignalRecord] { Array(engine.log) }

    /// Lets time pass, and every price move once.
    public mutating func advance(seconds: Int) {
        time = time.advanced(byMilliseconds: Int64(seconds) * 1000)
        for index in series.indices {
            let (forming, closed) = series[index].step(at: time, using: &random)
            if let closed {
                router.append(closed, to: index)
                let candle = ClosedCandle(
                    series: index, candle: closed, source: .stream, timeliness: .fresh, holesBefore: 0)
                _ = engine.take(candle, in: router.buffers[index])
            }
            router.update(forming: forming, of: index)
        }
    }

    /// Has connections, losses and gaps to tell of.
    public mutating func trouble() {
        connections = [
            ConnectionReport(
                number: 3, phase: .open, streams: 8, age: .seconds(5025), dataAge: age, replacedIn: .seconds(79_000),
                roundTrip: .microseconds(23_400), reconnects: 2),
            ConnectionReport(
                number: 0, phase: .waiting(.milliseconds(3200)), streams: 4, awaited: 4, reconnects: 1),
        ]
        events = [
            FeedMoment(time: nil, isTrouble: false, text: "connection 1: open"),
            FeedMoment(time: time, isTrouble: true, text: "connection 1: no data for 60 s"),
            FeedMoment(time: time, isTrouble: false, text: "BTCUSDT 1m gap: 3 candles fetched"),
            FeedMoment(time: time, isTrouble: false, text: "live: data flows"),
        ]
        for index in series.indices {
            var ledger = Ledger()
            (ledger.fromStream, ledger.fromREST) = (1234 + index, 500)
            (ledger.duplicates, ledger.repairs) = (index % 3, 2)
            if index == 1 { (ledger.holes, ledger.corrections) = (7, 1) }
            ledgers[index] = ledger
        }
        states[2] = .stale
    }

    /// Has a log of so many lines, of every level and of many lengths.
    public mutating func logMessages(_ count: Int) {
        messages = (1...max(1, count)).map { number in
            let level = LogEntry.Level.allCases[number % LogEntry.Level.allCases.count]
            let text =
                number.isMultiple(of: 4)
                ? "reconnecting: no data for 60 s; candles since 11:58 UTC will be fetched again attempt=\(number)"
                : "line \(number) symbol=BTCUSDT words=\"two words\""
            return LogEntry(
                number: number, time: time.advanced(byMilliseconds: Int64(number - count) * 1000), level: level,
                source: number.isMultiple(of: 3) ? "sink" : "feed", text: text)
        }
    }

    /// What the core would say.
    public func snapshot(_ request: SnapshotRequest) -> Snapshot {
        var snapshot = engine.snapshot(
            request, of: self, exchange: mode == .live ? "Binance" : "Simulated exchange", mode: mode,
            timeframe: .oneMinute, logShown: .max, journalTrouble: nil, now: Self.now)
        snapshot.events = Array(events.suffix(request.eventCount))
        if request.hasMessages { snapshot.messages = messages }
        return snapshot
    }

    private static let symbols: [(String, Double, Double, Double)] = [
        ("BTCUSDT", 67_123.45, 0.0004, 0.01), ("ETHUSDT", 3_506.06, 0.0005, 0.01), ("SOLUSDT", 132.71, 0.0008, 0.01),
        ("DOGEUSDT", 0.18123, 0.0009, 0.00001), ("PEPEUSDT", 0.00000812, 0.0015, 0.00000001),
        ("XRPUSDT", 0.6123, 0.0006, 0.0001), ("ADAUSDT", 0.7431, 0.0006, 0.0001), ("AVAXUSDT", 42.13, 0.0008, 0.01),
        ("LINKUSDT", 19.877, 0.0008, 0.001), ("LTCUSDT", 88.31, 0.0006, 0.01),
        ("1000SATSUSDT", 0.0005123, 0.0012, 1e-7),
        ("DOTUSDT", 9.912, 0.0007, 0.001),
    ]
}

extension DemoMarket: FeedView {
    private static let now = ContinuousClock.now

    public var exchangeTime: Timestamp? { time }
    public var lastDataAt: ContinuousClock.Instant? { Self.now - age }
    public var totalLedger: Ledger { series.indices.reduce(Ledger()) { $0 + ledger(of: $1) } }
    public func ledger(of series: Int) -> Ledger { ledgers[series] ?? Ledger() }
    public func state(of series: Int, now: ContinuousClock.Instant) -> SeriesState { states[series] ?? .live }
    public func lastMessage(of series: Int) -> ContinuousClock.Instant? { Self.now - age }
    public func instrument(of series: Int) -> Instrument? { self.series[series].instrument }
    public func connectionReports(now: ContinuousClock.Instant) -> [ConnectionReport] { connections }
}
