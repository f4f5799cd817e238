import WickArchive
import WickBinance
import WickCore
import WickEngine
import WickFeed
import WickMarket
import WickNetwork
import WickRisk
import WickSimulator
import WickStrategy

/// A core on a loop of its own that watches some symbols of a server on loopback.
struct CoreFixture {
    let core: MonitorCore
    let events = EventRecorder()
    let mailbox: SnapshotMailbox
    let keys: [SeriesKey]

    init(
        port: Int, symbols: [String] = ["BTCUSDT", "ETHUSDT"], strategy: any Strategy = EagerStrategy(),
        journal: SignalJournal? = nil, recorder: Recorder? = nil, now: ContinuousClock.Instant = .now,
        refreshHz: Int = 50, statusInterval: Duration = .milliseconds(200)
    ) throws {
        keys = try symbols.map { SeriesKey(symbol: try Symbol($0), timeframe: .oneMinute) }
        let random: any RandomNumberGenerator & Sendable =
            recorder.map { RecordingRandom($0) } ?? SystemRandomNumberGenerator()
        let feed = Self.feed(try Self.exchange(port: port), keys, random: random, now: now)
        let engine = Self.engine(keys, strategy)
        mailbox = try SnapshotMailbox()
        core = MonitorCore(
            loop: try EventLoop(name: "test", options: NetworkOptions()), feed: feed, engine: engine,
            options: CoreOptions(
                exchangeTitle: "Test", mode: .live, timeframe: .oneMinute, refreshHz: refreshHz,
                statusInterval: statusInterval),
            journal: journal, recorder: recorder, mailbox: mailbox
        ) { [events] in events.take($0) }
    }

    static func exchange(port: Int) throws -> BinanceExchange {
        try BinanceExchange(
            venue: .binance, streamBaseURL: "ws://127.0.0.1:\(port)", restBaseURL: "http://127.0.0.1:\(port)")
    }

    static func feed(
        _ exchange: BinanceExchange, _ keys: [SeriesKey], random: any RandomNumberGenerator & Sendable,
        now: ContinuousClock.Instant
    ) -> Feed {
        var settings = FeedSettings()
        (settings.bufferSize, settings.reconnectDelay) = (50, .milliseconds(100))
        return Feed(exchange: exchange, keys: keys, settings: settings, userAgent: "test", random: random, now: now)
    }

    static func engine(_ keys: [SeriesKey], _ strategy: any Strategy = EagerStrategy()) -> Engine {
        Engine(
            series: keys.map { ($0, strategy) }, risk: RiskEngine(settings: RiskSettings()), bufferSize: 50,
            makeStrategy: { _ in strategy })
    }

    /// Stops core and loop.
    func end() async {
        await core.stop()
        core.loop.stop()
    }

    /// A simulated exchange in which ten minutes pass in a second.
    static func simulator(
        seed: UInt64 = 1, storm: UInt64? = nil
    ) async throws -> (exchange: SimulatedExchange, port: Int) {
        var options = SimulatorOptions()
        options.market = .seeded(seed: seed, start: Timestamp(milliseconds: 1_709_510_400_000), symbolCount: 4)
        options.speed = .times(600)
        options.storm = storm
        let exchange = SimulatedExchange(options: options)
        return (exchange, try await exchange.start().port)
    }
}
