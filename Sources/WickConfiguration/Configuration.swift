import WickMarket
import WickRisk
import WickScreen
import WickStrategy

/// Everything that a user sets; ``ConfigurationLoader`` gives checked ones. Names, ranges and meanings of the keys
/// are in ``ConfigurationReference``.
public struct Configuration: Equatable, Sendable {
    /// The most symbols that can be watched.
    public static let symbolsMax = 3000

    /// Where the candles come from.
    public var exchange = ExchangeChoice.simulated
    /// The symbols that are watched, in the order of the screen, none twice.
    public var symbols: [Symbol]
    /// The length of the candles; ``exchange`` offers it.
    public var timeframe = Timeframe.oneMinute
    /// The base of the stream's address without a slash at its end, `wss://stream.binance.com:9443`; `nil` for the
    /// exchange's own.
    public var webSocketBaseURL: String?
    /// The base of the REST address without a slash at its end; `nil` for the exchange's own.
    public var restBaseURL: String?
    /// The wait before the first attempt to connect again; each attempt doubles it.
    public var reconnectDelay = Duration.seconds(3)
    /// The longest wait between attempts to connect; not below ``reconnectDelay``.
    public var maxReconnectDelay = Duration.seconds(60)
    /// Attempts in a row after which wick gives up; 0 for never.
    public var maxRetries = 0
    /// How often each connection is asked with a ping if it is alive.
    public var heartbeat = Duration.seconds(30)
    /// Whom to trust.
    public var tls = TLSSettings()
    /// Which strategy decides, and how.
    public var strategy: StrategyConfiguration
    /// What the risk engine sizes by.
    public var risk = RiskSettings()
    /// The file that ``risk`` was read from; `nil` for the defaults.
    public var riskFile: String?
    /// How much is kept, and how often it is reported.
    public var advanced = AdvancedSettings()
    /// What is logged, and where.
    public var logging = LoggingSettings()
    /// What the screen's keys do.
    public var keys = KeyMap.standard
    /// How the monitor draws.
    public var screen = ScreenSettings()
    /// What somebody wants to be told of.
    public var alerts = AlertSettings()
    /// Where signals and closed candles go besides the journal; `nil` for nowhere else.
    public var sinks: [SinkSettings]?
    /// What the simulated exchange plays.
    public var simulator = SimulatorSettings()

    /// What holds where a configuration says nothing.
    public static let defaults = Configuration()

    private init() {
        // These are symbols, and the catalog is not empty: tests hold both to it.
        symbols = ["BTCUSDT", "SOLUSDT", "ETHUSDT"].compactMap { try? Symbol($0) }
        strategy = StrategyConfiguration(StrategyCatalog.all[0])
    }

    /// The keys whose addresses go without TLS beyond this machine, which only `--allow-plaintext` lets in.
    public var exposedKeys: [String] {
        let webhooks = (sinks ?? []).map { if case .webhook(let url) = $0.target { url } else { "" } }
        let addresses = [
            ("ws_base_url", [webSocketBaseURL ?? ""]), ("rest_base_url", [restBaseURL ?? ""]), ("sinks", webhooks),
        ]
        return addresses.filter { $0.1.contains(where: BaseAddress.isExposed) }.map(\.0)
    }

    /// A new strategy for a symbol.
    /// - Throws: see ``StrategyConfiguration/makeStrategy(for:minCandlesRequired:)``.
    public func makeStrategy(for symbol: Symbol) throws(StrategyError) -> any Strategy {
        try strategy.makeStrategy(for: symbol, minCandlesRequired: advanced.minCandlesRequired)
    }
}
