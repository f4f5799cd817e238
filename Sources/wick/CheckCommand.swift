import ArgumentParser
import WickConfiguration

/// `wick check`: whether the configuration is right, and what it amounts to.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check the configuration and say what it amounts to.")

    @OptionGroup var configurationOptions: ConfigurationOptions

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
        print("symbols:       \(settings.symbols.map(\.name).joined(separator: " ")) at \(settings.timeframe)")
        print("strategy:      \(settings.strategy.type)")
        print("The configuration has no mistake.")
    }
}
