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
        journal: SignalJournal? = nil, refreshHz: Int = 50, statusInterval: Duration = .milliseconds(200)
    ) throws {
        keys = try symbols.map { SeriesKey(symbol: try Symbol($0), timeframe: .oneMinute) }
        let exchange = try BinanceExchange(
            venue: .binance, streamBaseURL: "ws://127.0.0.1:\(port)", restBaseURL: "http://127.0.0.1:\(port)")
        var settings = FeedSettings()
        settings.bufferSize = 50
        let feed = Feed(
            exchange: exchange, keys: keys, settings: settings, userAgent: "test",
            random: SystemRandomNumberGenerator(), now: .now)
        let engine = Engine(
            series: keys.map { ($0, strategy) }, risk: RiskEngine(settings: RiskSettings()), bufferSize: 50,
            makeStrategy: { _ in strategy })
        mailbox = try SnapshotMailbox()
        core = MonitorCore(
            loop: try EventLoop(name: "test", options: NetworkOptions()), feed: feed, engine: engine,
            options: CoreOptions(
                exchangeTitle: "Test", mode: .live, timeframe: .oneMinute, refreshHz: refreshHz,
                statusInterval: statusInterval),
            journal: journal, mailbox: mailbox
        ) { [events] in events.take($0) }
    }

    /// Stops core and loop.
    func end() async {
        await core.stop()
        core.loop.stop()
    }

    /// A simulated exchange in which ten minutes pass in a second.
    static func simulator(seed: UInt64 = 1) async throws -> (exchange: SimulatedExchange, port: Int) {
        var options = SimulatorOptions()
        options.market = .seeded(seed: seed, start: Timestamp(milliseconds: 1_709_510_400_000), symbolCount: 4)
        options.speed = .times(600)
        let exchange = SimulatedExchange(options: options)
        return (exchange, try await exchange.start().port)
    }
}
