import ArgumentParser
import WickConfiguration
import WickEngine
import WickMarket

/// `wick check`: whether the configuration is right, what it amounts to, and whether the exchange can be watched.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check the configuration and the way to the exchange.")

    @OptionGroup var configurationOptions: ConfigurationOptions

    @Flag(help: "Check the configuration only, and connect to nothing.")
    var offline = false

    func run() throws {
        let settings = try configurationOptions.load()
        print("configuration: \(configurationOptions.location)")
        print("risk settings: \(settings.riskFile ?? "built-in defaults")")
        print("exchange:      \(settings.exchange) (\(settings.exchange.title))")
        let assembly = MonitorAssembly(configuration: settings)
        if settings.exchange != .simulated {
            let exchange = try assembly.exchange(simulator: nil)
            print("streams:       \(exchange.streamURL)")
            print("requests:      \(exchange.serverTimeRequest().url)")
        }
        let exposed = settings.exposedKeys
        if !exposed.isEmpty { print("not encrypted: \(exposed.joined(separator: ", "))") }
        print("symbols:       \(settings.symbols.map(\.name).joined(separator: " ")) at \(settings.timeframe)")
        print("strategy:      \(settings.strategy.type)")
        print("The configuration has no mistake.")
        flushStandardOutput()
        if !offline { try checkExchange(assembly) }
    }

    /// - Throws: ``ExitCode/unavailable`` if the exchange cannot be watched.
    private func checkExchange(_ assembly: MonitorAssembly) throws {
        let settings = assembly.configuration
        let simulator = try settings.exchange == .simulated ? SimulatorSession(settings.simulator) : nil
        defer { simulator?.stop() }
        let loop = try assembly.loop()
        defer { loop.stop() }
        let keys = settings.symbols.map { SeriesKey(symbol: $0, timeframe: settings.timeframe) }
        let exchange = try assembly.exchange(simulator: simulator)
        let state = StateLocation(environment: Environment.variables)
        let bans = state.map { BanFile(path: $0.banFile).read(now: WallClock.now).bans } ?? []
        var check = ExchangeCheck(
            exchange: exchange, keys: keys, comparesClocks: simulator == nil, bans: bans, loop: loop
        ) {
            print($0)
            flushStandardOutput()
        }
        guard check.run() else {
            complain("\(settings.exchange.title) cannot be watched like this.")
            throw ExitCode.unavailable
        }
        print("\(settings.exchange.title) can be watched.")
    }
}
