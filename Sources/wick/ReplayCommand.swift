import ArgumentParser
import Synchronization
import WickArchive
import WickConfiguration
import WickCore
import WickEngine
import WickFeed
import WickMarket

/// `wick replay FILE…`: recorded candles through the same engine.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Play recorded kline files: .csv, .csv.gz or .zip as data.binance.vision publishes them.")

    @Argument(
        help: "Files, or folders that hold such files; many symbols are merged by time.", completion: .file())
    var files: [String]

    @OptionGroup var configurationOptions: ConfigurationOptions

    @Option(help: "How many times as fast as it happened, 0.1 to 10000, or max. Default: 60, or max with --headless.")
    var speed: PlaySpeed?

    @Flag(help: "Run without a screen and write what happens to standard output.")
    var headless = false

    @Option(help: "How --headless writes: text for people, jsonl for programs.")
    var format: OutputLine.Format = .text

    func run() throws {
        let settings = try configurationOptions.load()
        let assembly = MonitorAssembly(configuration: settings)
        if headless { try runHeadless(assembly) } else { try runOnScreen(assembly) }
    }

    private func runHeadless(_ assembly: MonitorAssembly) throws {
        var ending = SignalWait()
        let output = HeadlessOutput(format: format)
        let outcome = ReplayOutcome()
        let core = try makeCore(assembly, speed ?? .max, mailbox: nil, output: output) {
            outcome.set($0)
            SignalWait.interrupt()
        }
        core.loop.execute { core.assumeIsolated { $0.start() } }
        ending.wait(for: nil)
        if outcome.isKnown {
            // It ended by itself: a slow reader gets its lines, unless one does not want to wait for that.
            while !output.flush(within: .milliseconds(100)), ending.wait(for: .zero) == .timeUp {}
        } else {
            output.stopHoldingBack()
        }
        waitFor { await core.stop() }
        output.flush(within: .milliseconds(300))
        try outcome.check()
    }

    private func runOnScreen(_ assembly: MonitorAssembly) throws {
        let screen = try MonitorScreen(assembly.configuration.screen)
        let outcome = ReplayOutcome()
        let core = try makeCore(assembly, speed ?? .times(60), mailbox: screen.mailbox, output: nil) { outcome.set($0) }
        core.loop.execute { core.assumeIsolated { $0.start() } }
        let desk = ExportDesk(mailbox: screen.mailbox)
        try screen.run { request in
            core.loop.execute { core.assumeIsolated { $0.show(request) } }
        } export: { key in
            core.loop.execute { core.assumeIsolated { desk.write(key, $0.candles(key)) } }
        }
        waitFor { await core.stop() }
        try outcome.check()
    }

    private func makeCore(
        _ assembly: MonitorAssembly, _ speed: PlaySpeed, mailbox: SnapshotMailbox?, output: HeadlessOutput?,
        finished: @escaping @Sendable (ArchiveError?) -> Void
    ) throws -> ReplayCore {
        let settings = assembly.configuration
        let records = try openFiles()
        let keys = records.keys
        let options = CoreOptions(
            exchangeTitle: "recording", mode: .replay(speed: speed.factor),
            timeframe: keys.first?.timeframe ?? settings.timeframe, refreshHz: settings.screen.refreshHz)
        return ReplayCore(
            loop: try assembly.loop(), records: records, engine: try assembly.engine(for: keys),
            bufferSize: settings.advanced.bufferSize, speed: speed.factor, options: options, mailbox: mailbox,
            observe: { output?.take($0) }, finished: finished)
    }

    private func openFiles() throws -> sending MergedKlines {
        do throws(ArchiveError) {
            return try MergedKlines(try KlineFile.find(in: files))
        } catch {
            complain("\(error)")
            throw ExitCode.usage
        }
    }
}

/// How a replay ended; told by the core, asked by the command.
final class ReplayOutcome: Sendable {
    private let result = Mutex<Result<Void, ArchiveError>?>(nil)

    /// Whether it has ended by itself.
    var isKnown: Bool { result.withLock { $0 != nil } }

    func set(_ error: ArchiveError?) { result.withLock { $0 = error.map { .failure($0) } ?? .success(()) } }

    /// - Throws: ``ExitCode/usage`` if a file could not be read to its end.
    func check() throws {
        guard case .failure(let error) = result.withLock({ $0 }) else { return }
        complain("\(error)")
        throw ExitCode.usage
    }
}
