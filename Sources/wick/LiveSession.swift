import ArgumentParser
import CLinux
import Glibc
import Logging
import Synchronization
import WickArchive
import WickConfiguration
import WickCore
import WickEngine
import WickFeed
import WickMarket
import WickRisk
import WickScreen
import WickSinks
import WickStrategy

/// A running monitor of an exchange: starts it, and ends it in one way whatever the reason.
final class LiveSession: Sendable {
    let core: MonitorCore
    private let alerts: [Alert]
    private let output: HeadlessOutput?
    private let lineLog: LineLog
    private let defeat: Defeat
    private let alertDesk: AlertDesk
    private let service: ServiceManager?
    private let sinks: SinkGroup
    private let logger: Logger
    private let banFile: BanFile?
    /// What is in force.
    private let configuration: Mutex<Configuration>

    /// Wires everything; nothing runs yet.
    init(
        _ assembly: MonitorAssembly, simulator: SimulatorSession?, recording: RecordingPlan?,
        mailbox: SnapshotMailbox?, output: HeadlessOutput?
    ) throws {
        let exchange = try assembly.exchange(simulator: simulator)
        let link = CoreLink()
        let logTail = mailbox.map { _ in LogTail() }
        let (logger, lineLog) = assembly.log(tail: logTail)
        let banFile = Self.banFile(logger)
        let (now, wallClock) = (ContinuousClock.now, WallClock.now)
        let bans = Self.bans(banFile, logger, now: wallClock)
        let recorder = try recording?.begin(exchange: exchange, bans: bans, now: now, startedAt: wallClock) {
            link.reported($0)
        }
        let random: any RandomNumberGenerator & Sendable =
            recorder.map { RecordingRandom($0) } ?? SystemRandomNumberGenerator()
        let feed = assembly.feed(of: exchange, random: random, now: now, wallClock: wallClock, bans: bans)
        let (log, defeat) = (EventLog(logger: logger), Defeat())
        let service = ServiceManager(environment: Environment.variables)
        let watch = SinkWatch(logger: logger)
        let sinks = SinkGroup(
            try assembly.sinks(keepsErrors: mailbox == nil) { report in
                watch.take(report)
                link.sinksTold(trouble: watch.trouble)
            })
        let (journal, trouble) = Self.journal(link, sinks, output)
        if let finding = journal?.finding {
            logger.warning("\(finding)")
            complain(finding)
        }
        let loop = try assembly.loop()
        let configuration = assembly.configuration
        let alertDesk = AlertDesk(configuration.alerts, mailbox: mailbox, logger: logger)
        let reachDesk = mailbox.map { ReachDesk(mailbox: $0) }
        core = MonitorCore(
            loop: loop, feed: feed, engine: try assembly.engine(for: feed.router.keys, hasScreen: mailbox != nil),
            options: CoreOptions(
                exchangeTitle: assembly.exchangeTitle, mode: assembly.mode, timeframe: configuration.timeframe,
                refreshHz: configuration.screen.refreshHz, statusInterval: configuration.advanced.statusUpdateInterval,
                logTail: logTail),
            journal: journal, recorder: recorder, mailbox: mailbox
        ) { event in
            log.take(event)
            output?.take(event)
            sinks.take(event)
            defeat.watch(event)
            alertDesk.take(event)
            reachDesk?.take(event)
            service?.take(event)
        } onBan: { ban in
            banFile?.keep(ban, now: WallClock.now)
        }
        (self.output, self.lineLog, self.defeat, self.service) = (output, lineLog, defeat, service)
        (self.sinks, self.logger, self.alertDesk, self.banFile) = (sinks, logger, alertDesk, banFile)
        self.configuration = Mutex(configuration)
        alerts = configuration.alerts.rules
        link.connect(core)
        link.sinksTold(trouble: watch.trouble)
        let count = configuration.symbols.count
        logger.info(
            "wick \(WickVersion.text) watches \(count) symbol\(count == 1 ? "" : "s") on \(assembly.exchangeTitle)",
            source: "wick")
        let exposed = configuration.exposedKeys.joined(separator: ", ")
        if !exposed.isEmpty { logger.warning("\(exposed): not encrypted beyond this machine", source: "wick") }
        if let trouble { link.written(upTo: 0, trouble: trouble) }
    }

    /// By when the start is over, and its code is needed no more.
    private static let startMax = Duration.seconds(5)

    /// Begins.
    func start() {
        let (core, alerts) = (core, alerts)
        core.loop.execute {
            core.assumeIsolated { core in
                core.watch(for: alerts)
                core.start()
            }
            _ = core.loop.setTimer(at: core.loop.now + Self.startMax) { release_code_pages() }
        }
        service?.watch(core.loop)
    }

    /// What the screen has in view.
    func show(_ request: SnapshotRequest) {
        let core = core
        core.loop.execute { core.assumeIsolated { $0.show(request) } }
    }

    /// Does what a key of the screen asks for; what comes of it is said there.
    func perform(_ intent: Intent, _ exports: ExportDesk, _ changes: ConfigurationDesk) {
        let (core, alertDesk) = (core, alertDesk)
        if case .send(let command) = intent { perform(command) }
        if case .remove(let symbol, alerts: _) = intent { perform(.remove(symbol)) }
        core.loop.execute {
            core.assumeIsolated { core in
                switch intent {
                case .export(let key): exports.write(key, core.candles(key))
                case .watch(let alerts): alertDesk.warn(of: core.watch(for: alerts))
                case .remove(_, let alerts): core.watch(for: alerts)
                case .save: changes.save(symbols: core.symbols, timeframe: core.timeframe)
                case .replay: break  // There is nothing to lead here.
                case .send, .simulate, .theme, .say, .quit, .redraw, .suspend: break  // Done elsewhere.
                }
            }
        }
    }

    /// What to tell of from now on.
    func watch(for alerts: [Alert]) {
        let core = core
        core.loop.execute { core.assumeIsolated { _ = $0.watch(for: alerts) } }
    }

    /// Changes what is watched.
    func perform(_ command: MonitorCommand) { core.send(command) }

    /// Puts a configuration that was read again in force, as far as that goes without a new start: symbols, timeframe,
    /// strategy, risk and alerts. No candle is lost by it.
    ///
    /// - Parameters:
    ///   - next: what was read.
    ///   - files: what it was read from, and then the risk settings.
    func reload(_ next: Configuration, files: [[UInt8]]) {
        let now = configuration.withLock { configuration in
            defer { configuration = next }
            return configuration
        }
        let change = ConfigurationChange(from: now, to: next)
        do throws(StrategyError) {
            let assembly = MonitorAssembly(configuration: next)
            if change.changesStrategy || change.changesRisk {
                let parts = EngineChange(
                    strategies: change.changesStrategy ? try assembly.strategyMaker() : nil,
                    risk: change.changesRisk ? RiskEngine(settings: next.risk) : nil)
                core.apply(parts, facts: RecordedReload.facts(of: change, files: files))
            }
        } catch {
            return logger.error("the configuration was read again, and its strategy rejected: \(error)", source: "wick")
        }
        for command in change.commands { perform(command) }
        if change.changesAlerts {
            alertDesk.change(to: next.alerts)
            watch(for: next.alerts.rules)
        }
        logger.notice("the configuration was read again: \(change.words)", source: "wick")
    }

    /// What was read again has mistakes: all stays as it was.
    func rejectReload(_ error: ConfigurationError) {
        for mistake in error.mistakes { logger.error("\(mistake)", source: "configuration") }
        logger.error("the configuration was read again and rejected; the old one stays in force", source: "wick")
    }

    /// Says goodbye, writes everything out.
    /// - Throws: ``ExitCode/unavailable`` if the feed had given up by itself.
    func stop() throws {
        defeat.isExpected.withLock { $0 = true }
        service?.stopping()
        output?.stopHoldingBack()
        waitFor { [core] in await core.stop() }
        output?.openGate()
        sinks.openGate()
        sinks.stop(at: .now + .milliseconds(300))
        core.loop.stop()
        _ = core.loop.waitForEnd(timeout: .milliseconds(300))
        alertDesk.stop()
        output?.flush(within: .milliseconds(300))
        sinks.waitForEnd(until: .now + .milliseconds(500))
        banFile?.flush(within: .milliseconds(300))
        lineLog.flush()
        if let reason = defeat.reason.withLock({ $0 }) {
            complain("wick stopped: \(reason)")
            throw ExitCode.unavailable
        }
    }

    private static func banFile(_ logger: Logger) -> BanFile? {
        StateLocation(environment: Environment.variables).map { location in
            BanFile(path: location.banFile) { logger.error("\($0)", source: "feed") }
        }
    }

    /// What an earlier run was told and is to be obeyed still.
    private static func bans(_ file: BanFile?, _ logger: Logger, now: Timestamp) -> [Ban] {
        guard let (bans, finding) = file?.read(now: now) else { return [] }
        if let finding { logger.warning("\(finding)", source: "feed") }
        return bans
    }

    /// The journal, which lets those know what is on disk who wait for it; or why there is none.
    private static func journal(
        _ link: CoreLink, _ sinks: SinkGroup, _ output: HeadlessOutput?
    ) -> (SignalJournal?, trouble: String?) {
        func without(_ reason: String) -> (SignalJournal?, trouble: String?) {
            output?.openGate()
            sinks.openGate()
            return (nil, reason)
        }
        // Where the size of files is limited, that is an error like a full disk, and not the end.
        signal(SIGXFSZ, SIG_IGN)
        guard let location = StateLocation(environment: Environment.variables) else {
            return without("neither HOME nor XDG_STATE_HOME is set")
        }
        do throws(JournalError) {
            let journal = try SignalJournal(path: location.journalFile) { number, trouble in
                output?.journalled(upTo: number, hasTrouble: trouble != nil)
                sinks.journalled(upTo: number, hasTrouble: trouble != nil)
                link.written(upTo: number, trouble: trouble)
            }
            return (journal, nil)
        } catch {
            complain("\(error)")
            return without(error.reason)
        }
    }
}

/// Notices that the feed has stopped by itself, and ends the program then.
private final class Defeat: Sendable {
    let isExpected = Mutex(false)
    let reason = Mutex<String?>(nil)

    func watch(_ event: CoreEvent) {
        guard case .status(let status, _) = event, status.state == .stopped, !isExpected.withLock({ $0 }) else {
            return
        }
        reason.withLock { $0 = status.detail }
        SignalWait.interrupt()
    }
}

/// Leads from the threads of journal and sinks to the core, which is made after them.
private final class CoreLink: Sendable {
    private let core = Mutex<MonitorCore?>(nil)

    func connect(_ core: MonitorCore) { self.core.withLock { $0 = core } }

    func sinksTold(trouble: String?) {
        guard let core = core.withLock({ $0 }) else { return }
        core.loop.execute { core.assumeIsolated { $0.sinksTold(trouble: trouble) } }
    }

    func written(upTo number: Int, trouble: String?) {
        guard let core = core.withLock({ $0 }) else { return }
        core.loop.execute { core.assumeIsolated { $0.journalWritten(upTo: number, trouble: trouble) } }
    }

    func reported(_ report: RecorderReport) {
        guard let core = core.withLock({ $0 }) else { return }
        core.loop.execute { core.assumeIsolated { $0.recorderReported(report) } }
    }
}
