import Dispatch
import Synchronization
import WickConfiguration
import WickEngine
import WickMarket
import WickScreen

/// What the screen of `wick watch` shows: a session of the exchange, or the simulated exchange in its place once a key asks
/// for it.
final class ScreenSession: Sendable {
    private struct State {
        var session: LiveSession
        var simulator: SimulatorSession?
        var request: SnapshotRequest?
        var alerts: [Alert]
        var isEnded = false
    }

    private let assembly: MonitorAssembly
    private let mailbox: SnapshotMailbox
    private let state: Mutex<State>
    /// One session is stopped, and another one started, where nobody waits for it.
    private let queue = DispatchQueue(label: "wick.session")

    /// Wires everything and begins.
    init(_ assembly: MonitorAssembly, recording plan: RecordingPlan?, mailbox: SnapshotMailbox) throws {
        (self.assembly, self.mailbox) = (assembly, mailbox)
        let (session, simulator) = try Self.start(assembly, plan, mailbox)
        state = Mutex(
            State(session: session, simulator: simulator, alerts: assembly.configuration.alerts.rules))
    }

    private static func start(
        _ assembly: MonitorAssembly, _ plan: RecordingPlan?, _ mailbox: SnapshotMailbox
    ) throws -> (LiveSession, SimulatorSession?) {
        let settings = assembly.configuration
        let simulator = try settings.exchange == .simulated ? SimulatorSession(settings.simulator) : nil
        do {
            let session = try LiveSession(
                assembly, simulator: simulator, recording: plan, mailbox: mailbox, output: nil)
            session.start()
            return (session, simulator)
        } catch {
            simulator?.stop()
            throw error
        }
    }

    /// What the screen has in view.
    func show(_ request: SnapshotRequest) {
        let session = state.withLock { state in
            state.request = request
            return state.session
        }
        session.show(request)
    }

    /// Does what a key of the screen asks for; what comes of it is said there.
    func perform(_ intent: Intent, _ exports: ExportDesk, _ changes: ConfigurationDesk) {
        changes.take(intent)
        if case .simulate = intent { return queue.async { self.simulate() } }
        let session = state.withLock { state in
            switch intent {
            case .watch(let alerts), .remove(_, let alerts): state.alerts = alerts
            case .quit, .redraw, .suspend, .export, .send, .theme, .save, .simulate, .replay, .say: break
            }
            return state.session
        }
        session.perform(intent, exports, changes)
    }

    /// Puts the simulated exchange in the place of the one that cannot be reached.
    private func simulate() {
        let (old, isDue) = state.withLock { ($0.session, $0.simulator == nil && !$0.isEnded) }
        guard isDue else { return }
        mailbox.post(ScreenNote("the simulated exchange takes the place of \(assembly.configuration.exchange.title)"))
        var configuration = assembly.configuration
        configuration.exchange = .simulated
        (configuration.webSocketBaseURL, configuration.restBaseURL) = (nil, nil)
        do {
            let (session, simulator) = try Self.start(MonitorAssembly(configuration: configuration), nil, mailbox)
            let (request, alerts) = state.withLock { state in
                (state.session, state.simulator) = (session, simulator)
                return (state.request, state.alerts)
            }
            session.watch(for: alerts)
            if let request { session.show(request) }
        } catch {
            return mailbox.post(ScreenNote("the simulated exchange cannot start; the log says why", .warning))
        }
        do { try old.stop() } catch { complain("\(error)") }  // It had given up, which no longer matters.
    }

    /// Ends what runs, and writes everything out.
    /// - Throws: ``ExitCode/unavailable`` if the feed had given up by itself.
    func stop() throws {
        state.withLock { $0.isEnded = true }
        queue.sync {}
        let (session, simulator) = state.withLock { ($0.session, $0.simulator) }
        defer { simulator?.stop() }
        try session.stop()
    }
}
