import ArgumentParser
import Glibc
import WickConfiguration
import WickEngine
import WickTerminal

/// `wick [watch] [SYMBOL…]`: the live monitor.
struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Watch symbols live: candles, indicators and signals.")

    @Argument(help: "Symbols such as BTCUSDT; without any, those of the configuration.")
    var symbols: [String] = []

    @OptionGroup var configurationOptions: ConfigurationOptions

    @OptionGroup var screenFlags: ScreenFlags

    @Option(
        help: "simulated, binance, binance_us or binance_usdm.",
        completion: .list(ExchangeChoice.allCases.map(\.rawValue)))
    var exchange: String?

    @Option(
        help: "1m, 3m, 5m, 15m, 30m, 1h, 2h, 4h, 6h, 8h, 12h or 1d.",
        completion: .list(ExchangeChoice.simulated.timeframes.map { "\($0)" }))
    var timeframe: String?

    @Flag(help: "Run without a screen and write what happens to standard output.")
    var headless = false

    @Option(help: "How --headless writes: text for people, jsonl for programs.")
    var format: OutputLine.Format = .text

    @Option(name: .customLong("for"), help: "Stop after so long: 90, 5s, 2m or 1h. With --headless.")
    var span: TimeSpan?

    @Option(
        help: """
            Keep all that comes in, for `wick replay`: in this file, which must be new, or in this folder under a name \
            that says the time.
            """, completion: .file())
    var record: String?

    @Option(
        name: .customLong("sink"),
        help: """
            Where signals, candles and states go besides the journal, as in `sinks` of the configuration: \
            '[tee, -a, wick.jsonl]', unix:/path or https://host/path; may be repeated.
            """)
    var sinks: [String] = []

    @Option(
        help: "The least grave message of the log: trace, debug, info, notice, warning, error or critical.",
        completion: .list(LoggingSettings.Level.allCases.map(\.rawValue)))
    var logLevel: String?

    func validate() throws {
        if span != nil, !headless { throw ValidationError("--for goes with --headless.") }
        let commands = Wick.configuration.subcommands.compactMap { $0.configuration.commandName }
        if let word = symbols.first, word.contains(where: \.isLowercase),
            let command = NearestName.of(word, among: commands)
        {
            throw ValidationError("'\(word)' is no command. Did you mean 'wick \(command)'? Symbols are like BTCUSDT.")
        }
    }

    private var overrides: ConfigurationOverrides {
        ConfigurationOverrides(
            exchange: exchange, symbols: symbols, timeframe: timeframe, sinks: sinks, logLevel: logLevel)
    }

    func run() throws {
        var files: [[UInt8]] = []
        let settings = screenFlags.applied(to: try configurationOptions.load(overrides) { files.append($0) })
        let assembly = MonitorAssembly(configuration: settings)
        let plan = record.map { RecordingPlan(path: $0, files: files, overrides: overrides) }
        if headless { try runHeadless(assembly, plan) } else { try runOnScreen(assembly, plan) }
    }

    private func runHeadless(_ assembly: MonitorAssembly, _ plan: RecordingPlan?) throws {
        var ending = SignalWait(reloads: true)
        let simulator = try startSimulator(assembly)
        let output = HeadlessOutput(format: format, keepsJournal: true)
        let session = try LiveSession(assembly, simulator: simulator, recording: plan, mailbox: nil, output: output)
        session.start()
        let end = span.map { ContinuousClock.now + $0.duration }
        while ending.wait(for: end.map { ContinuousClock.now.duration(to: $0) }) == .reload { reload(session) }
        try session.stop()
        simulator?.stop()
        try output.check()
    }

    /// Reads the configuration again; one with a mistake changes nothing.
    private func reload(_ session: LiveSession) {
        do throws(ConfigurationError) {
            var files: [[UInt8]] = []
            session.reload(try configurationOptions.reload(overrides) { files.append($0) }, files: files)
        } catch {
            session.rejectReload(error)
        }
    }

    private func runOnScreen(_ assembly: MonitorAssembly, _ plan: RecordingPlan?) throws {
        let screen = try MonitorScreen(assembly.configuration)
        let session = try ScreenSession(assembly, recording: plan, mailbox: screen.mailbox)
        let exports = ExportDesk(mailbox: screen.mailbox)
        let location = configurationOptions.location
        let changes = ConfigurationDesk(location, assembly.configuration, mailbox: screen.mailbox)
        if location.source == .builtIn {
            screen.mailbox.post(
                ScreenNote(
                    "there is no configuration: these are the built-in defaults; `wick init` writes one to change"))
        }
        do {
            try screen.run(view: { session.show($0) }) { session.perform($0, exports, changes) }
        } catch {
            try session.stop()
            throw error
        }
        try session.stop()
    }

    private func startSimulator(_ assembly: MonitorAssembly) throws -> SimulatorSession? {
        guard assembly.configuration.exchange == .simulated else { return nil }
        return try SimulatorSession(assembly.configuration.simulator)
    }
}
