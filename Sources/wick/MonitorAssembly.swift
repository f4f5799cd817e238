import ArgumentParser
import Logging
import WickBinance
import WickConfiguration
import WickCore
import WickEngine
import WickFeed
import WickMarket
import WickNetwork
import WickRisk
import WickSinks
import WickStrategy

/// Puts a monitor together from a configuration.
struct MonitorAssembly {
    let configuration: Configuration

    /// The exchange at its own addresses, or at those of the simulated one.
    func exchange(simulator: SimulatorSession?) throws -> any Exchange {
        let venue: BinanceVenue =
            switch configuration.exchange {
            case .simulated, .binance: .binance
            case .binanceUS: .binanceUS
            case .binanceUSDM: .binanceUSDM
            }
        do throws(BinanceError) {
            return try BinanceExchange(
                venue: venue, streamBaseURL: simulator?.addresses.webSocketBaseURL ?? configuration.webSocketBaseURL,
                restBaseURL: simulator?.addresses.restBaseURL ?? configuration.restBaseURL)
        } catch {
            complain("\(error)")
            throw ExitCode.configuration
        }
    }

    /// A feed of the configured symbols.
    func feed(
        of exchange: any Exchange, random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator(),
        now: ContinuousClock.Instant = .now, wallClock: Timestamp? = nil, bans: [Ban] = []
    ) -> Feed {
        var settings = FeedSettings()
        settings.reconnectDelay = configuration.reconnectDelay
        settings.reconnectDelayMax = configuration.maxReconnectDelay
        settings.retriesMax = configuration.maxRetries
        settings.heartbeat = configuration.heartbeat
        settings.bufferSize = configuration.advanced.bufferSize
        let keys = configuration.symbols.map { SeriesKey(symbol: $0, timeframe: configuration.timeframe) }
        var feed = Feed(
            exchange: exchange, keys: keys, settings: settings, userAgent: WickVersion.userAgent,
            random: random, now: now, wallClock: wallClock)
        feed.obey(bans, now: now)
        return feed
    }

    /// An engine with a strategy for each series.
    /// - Parameter hasScreen: whether anybody looks at its log.
    func engine(for keys: [SeriesKey], hasScreen: Bool, mayBeCorrected: Bool = true) throws -> Engine {
        do throws(StrategyError) {
            var series: [(key: SeriesKey, strategy: any Strategy)] = []
            for key in keys { series.append((key, try configuration.makeStrategy(for: key.symbol))) }
            return Engine(
                series: series, risk: RiskEngine(settings: configuration.risk),
                bufferSize: configuration.advanced.bufferSize, logSize: hasScreen ? Engine.logMax : 0,
                mayBeCorrected: mayBeCorrected, makeStrategy: try strategyMaker())
        } catch {
            complain("\(error)")
            throw ExitCode.configuration
        }
    }

    /// Makes strategies for symbols that are added at run time, or for all when the configuration is read again.
    func strategyMaker() throws(StrategyError) -> @Sendable (Symbol) -> any Strategy {
        let strategy = configuration.strategy
        var own: [Symbol: any Strategy] = [:]
        for symbol in strategy.perSymbol.keys { own[symbol] = try configuration.makeStrategy(for: symbol) }
        let common = try StrategyCatalog.kind(named: strategy.type).make(
            parameters: strategy.parameters, minCandlesRequired: configuration.advanced.minCandlesRequired)
        return { [own] in own[$0] ?? common }
    }

    /// The event loop.
    /// - Throws: ``ExitCode/unavailable`` if the system gives no thread.
    func loop() throws -> EventLoop {
        do throws(NetworkError) {
            return try EventLoop(name: "wick-core", options: networkOptions)
        } catch {
            complain("\(error)")
            throw ExitCode.unavailable
        }
    }

    private var networkOptions: NetworkOptions {
        var options = NetworkOptions()
        options.userAgent = WickVersion.userAgent
        options.caFile = configuration.tls.caFile
        return options
    }

    /// The sinks, at work already.
    /// - Parameter keepsErrors: whether what commands say of errors may go to standard error.
    /// - Throws: ``ExitCode/unavailable`` if the system gives no thread.
    func sinks(keepsErrors: Bool, report: @escaping @Sendable (SinkReport) -> Void) throws -> [Sink] {
        do throws(SinkError) {
            var sinks: [Sink] = []
            for settings in configuration.sinks ?? [] {
                let sink = try Sink(
                    settings.setup, network: networkOptions, keepsErrors: keepsErrors, report: report)
                sinks.append(sink)
            }
            return sinks
        } catch {
            complain("\(error)")
            throw ExitCode.unavailable
        }
    }

    /// The exchange's name at the head of the screen: the simulated one speaks Binance's protocol, but is not Binance.
    var exchangeTitle: String {
        configuration.exchange == .simulated ? "Simulated exchange" : configuration.exchange.title
    }

    /// What one is looking at.
    var mode: MonitorMode {
        guard configuration.exchange == .simulated else { return .live }
        return switch configuration.simulator.speed {
        case .times(let factor): .simulated(speed: factor)
        case .max: .simulated(speed: nil)
        }
    }

    /// The log, in its file; without one that can be written, the reason goes to standard error and to the log on the
    /// screen.
    ///
    /// - Parameter tail: keeps the newest lines for the screen; `nil` without one: standard error is free then, and where
    ///   it leads to systemd's journal and the configuration names no file, the log goes there.
    func log(tail: LogTail?) -> (logger: Logger, log: LineLog) {
        let path = configuration.logging.file ?? StateLocation(environment: Environment.variables)?.logFile
        let level = Logger.Level(rawValue: configuration.logging.level.rawValue) ?? .info
        func made(_ destination: LineLog.Destination) -> (logger: Logger, log: LineLog) {
            let log = LineLog(destination, level: level, tail: tail)
            return (Logger(label: "wick") { _ in log }, log)
        }
        if tail == nil, configuration.logging.file == nil, LineLog.hasJournal(Environment.variables["JOURNAL_STREAM"]) {
            return made(.journal)
        }
        do throws(LogFileError) {
            guard let path else { throw LogFileError(path: "$HOME", reason: "neither HOME nor XDG_STATE_HOME is set") }
            return made(.file(try LogFile(path: path)))
        } catch {
            complain("\(error)")
            let log = made(.nowhere)
            log.logger.error("\(error)", source: "wick")
            return log
        }
    }
}
