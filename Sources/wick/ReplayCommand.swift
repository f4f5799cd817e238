import ArgumentParser
import Synchronization
import WickArchive
import WickConfiguration
import WickCore
import WickEngine
import WickMarket

/// `wick replay FILE…`: recorded candles, or a recorded session, through the same engine.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Play recorded klines, or what `wick --record` has kept.",
        discussion: """
            Kline files are .csv, .csv.gz or .zip, named and filled as data.binance.vision publishes them. A recording is \
            played with the configuration that it was made with; --config names another one for strategy and risk.
            """)

    @Argument(
        help: "Kline files, or folders of them, merged by time; or the first file of one recording.",
        completion: .file())
    var files: [String]

    @OptionGroup var configurationOptions: ConfigurationOptions

    @OptionGroup var screenFlags: ScreenFlags

    @Option(
        help: """
            How many times as fast as it happened, 0.1 to 10000, or max. Default: 60 for klines and 1 for a recording, or \
            max with --headless.
            """)
    var speed: PlaySpeed?

    @Flag(help: "Run without a screen and write what happens to standard output.")
    var headless = false

    @Option(help: "How --headless writes: text for people, jsonl for programs.")
    var format: OutputLine.Format = .text

    func run() throws {
        let source = try ReplaySource(files: files, configurationOptions)
        if headless { try runHeadless(source) } else { try runOnScreen(source) }
    }

    private func runHeadless(_ source: ReplaySource) throws {
        var ending = SignalWait()
        let output = HeadlessOutput(format: format)
        let outcome = ReplayOutcome()
        let core = try makeCore(source, speed ?? .max, mailbox: nil, output: output) {
            outcome.set($0)
            SignalWait.interrupt()
        }
        core.loop.execute { core.assumeIsolated { $0.start() } }
        var bar = ProgressBar()
        while ending.wait(for: bar.interval) == .timeUp { bar.show(waitFor { await core.progress }) }
        bar.clear()
        if outcome.isKnown {
            // It ended by itself: a slow reader gets its lines, unless one does not want to wait for that.
            while !output.flush(within: .milliseconds(100)), ending.wait(for: .zero) == .timeUp {}
        } else {
            output.stopHoldingBack()
        }
        waitFor { await core.stop() }
        output.flush(within: .milliseconds(300))
        try outcome.check()
        try output.check()
    }

    private func runOnScreen(_ source: ReplaySource) throws {
        let screen = try MonitorScreen(screenFlags.applied(to: source.configuration))
        let alerts = AlertDesk(source.configuration.alerts, mailbox: screen.mailbox, runsCommand: false)
        let outcome = ReplayOutcome()
        let core = try makeCore(source, speed ?? source.usualSpeed, mailbox: screen.mailbox, output: nil, alerts) {
            outcome.set($0)
        }
        let rules = source.configuration.alerts.rules
        core.loop.execute {
            core.assumeIsolated { core in
                core.watch(for: rules)
                core.start()
            }
        }
        let exports = ExportDesk(mailbox: screen.mailbox)
        try screen.run { request in
            core.loop.execute { core.assumeIsolated { $0.show(request) } }
        } perform: { intent in
            core.loop.execute {
                core.assumeIsolated { core in
                    switch intent {
                    case .export(let key): exports.write(key, core.candles(key))
                    case .watch(let rules): alerts.warn(of: core.watch(for: rules))
                    case .replay(let control): core.control(control)
                    case .send, .remove, .save, .simulate: break  // The screen knows that it shows a replay.
                    case .theme, .say, .quit, .redraw, .suspend: break  // The screen does these by itself.
                    }
                }
            }
        }
        waitFor { await core.stop() }
        try outcome.check()
    }

    private func makeCore(
        _ source: ReplaySource, _ speed: PlaySpeed, mailbox: SnapshotMailbox?, output: HeadlessOutput?,
        _ alerts: AlertDesk? = nil, finished: @escaping @Sendable (ReplayEnd) -> Void
    ) throws -> ReplayCore {
        let tape = try source.open()
        let keys = tape.keys
        let assembly = MonitorAssembly(configuration: source.configuration)
        let options = CoreOptions(
            exchangeTitle: source.title, mode: .replay(speed: speed.factor),
            timeframe: keys.first?.timeframe ?? source.configuration.timeframe,
            refreshHz: source.configuration.screen.refreshHz)
        return ReplayCore(
            loop: try assembly.loop(), tape: tape,
            rewind: { () throws(ArchiveError) -> sending any ReplayTape in try source.makeTape() },
            engine: try assembly.engine(for: keys, hasScreen: mailbox != nil, mayBeCorrected: tape.mayBeCorrected),
            speed: speed.factor, options: options, mailbox: mailbox,
            observe: { event in
                output?.take(event)
                alerts?.take(event)
            }, finished: finished)
    }
}

/// How a replay ended; told by the core, asked by the command.
final class ReplayOutcome: Sendable {
    private let result = Mutex<ReplayEnd?>(nil)

    /// Whether it has ended by itself.
    var isKnown: Bool { result.withLock { $0 != nil } }

    func set(_ end: ReplayEnd) { result.withLock { $0 = end } }

    /// Says what there is to say.
    /// - Throws: ``ExitCode/usage`` if a file could not be read to its end; one that was only cut off could.
    func check() throws {
        guard let end = result.withLock({ $0 }) else { return }
        for note in end.notes { complain(note) }
        guard let error = end.error else { return }
        complain("\(error)")
        throw ExitCode.usage
    }
}
