import Glibc
import WickEngine
import WickScreen

/// What the main thread does while the screen is up.
struct MonitorLoop {
    private let mailbox: SnapshotMailbox
    private let options: ScreenOptions
    private let terminal: Terminal
    private let relay: SignalRelay
    private let view: (SnapshotRequest) -> Void
    private let perform: (Intent) -> Void

    private let clock = ContinuousClock()
    private var state: ViewState
    /// The picture on view, and the newest word of the core: the same but while the picture is held.
    private var snapshot: Snapshot?, newest: Snapshot?
    /// While the picture is held: the snapshots to take in all the same, because something else came into view.
    private var answersDue = 0
    private var snapshotCame, newestCame: ContinuousClock.Instant
    private var lastDraw: ContinuousClock.Instant
    private var lastRequest: SnapshotRequest?
    private var isDue = true

    /// Ages grow while nothing comes: the longest that a picture stands.
    private static let tick = Duration.seconds(1)

    init(
        mailbox: SnapshotMailbox, options: ScreenOptions, terminal: Terminal, relay: SignalRelay,
        view: @escaping (SnapshotRequest) -> Void, perform: @escaping (Intent) -> Void
    ) {
        (self.mailbox, self.options, self.terminal, self.relay) = (mailbox, options, terminal, relay)
        (self.view, self.perform) = (view, perform)
        (snapshotCame, newestCame, lastDraw) = (clock.now, clock.now, clock.now)
        state = ViewState(
            size: terminal.measure(), keyMap: options.keyMap, theme: options.theme, alerts: options.alerts)
    }

    mutating func run() -> StopReason {
        takeMail()
        draw()
        while true {
            askForWhatIsInView()
            let ready = wait()
            if ready.signals, let reason = takeSignals() { return reason }
            if ready.keys, let reason = takeKeys(isHungUp: ready.isHungUp) { return reason }
            if ready.mail { takeMail() }
            let now = clock.now
            if (isDue && now >= earliest) || now >= lastDraw + Self.tick { draw() }
        }
    }

    /// When the next picture may be drawn. The core sends a snapshot once in an interval, now a little sooner, now later:
    /// each is drawn as it comes, not waited for again.
    private var earliest: ContinuousClock.Instant { lastDraw + .seconds(1) / options.refreshHz / 2 }

    private struct Ready {
        var keys = false, isHungUp = false, signals = false, mail = false
    }

    private func wait() -> Ready {
        var sources = [
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            pollfd(fd: relay.output, events: Int16(POLLIN), revents: 0),
            pollfd(fd: mailbox.bell, events: Int16(POLLIN), revents: 0),
        ]
        let left = clock.now.duration(to: isDue ? earliest : lastDraw + Self.tick)
        // Rounded up, or the last millisecond would be spent in a busy loop.
        let milliseconds = max(0, left / .milliseconds(1)).rounded(.up)
        // An interrupted poll says nothing of its sources; the signal waits in the pipe for the next one.
        guard poll(&sources, nfds_t(sources.count), Int32(milliseconds)) > 0 else { return Ready() }
        let broken = Int16(POLLHUP | POLLERR | POLLNVAL)
        return Ready(
            keys: sources[0].revents != 0, isHungUp: sources[0].revents & broken != 0,
            signals: sources[1].revents != 0, mail: sources[2].revents != 0)
    }

    private mutating func takeSignals() -> StopReason? {
        var isResized = false
        for number in relay.take() {
            switch number {
            case SIGWINCH: isResized = true
            case SIGTSTP: suspend()
            case SIGCONT: comeBack()
            default: return .signal(number)
            }
        }
        if isResized { measure() }
        return nil
    }

    private mutating func takeKeys(isHungUp: Bool) -> StopReason? {
        guard !isHungUp, let keys = terminal.readKeys() else { return .terminalGone }
        let wasPaused = state.isPaused
        for key in keys {
            state.dismissAnswers()
            switch state.handle(key) {
            case .quit: return .quitKey
            case .redraw: terminal.resume()
            case .suspend: suspend()
            case .theme(let theme):
                terminal.choose(theme)
                state.take(ScreenNote("colours: \(theme.rawValue)"), now: clock.now)
                perform(.theme(theme))
            case .say(let text): state.take(ScreenNote(text), now: clock.now)
            case .watch(let alerts):
                state.take(ScreenNote(Self.words(alerts: alerts.count)), now: clock.now)
                perform(.watch(alerts))
            case let intent?: perform(intent)
            case nil: break
            }
        }
        if wasPaused, !state.isPaused { showNewest() }
        draw()
        return nil
    }

    private static func words(alerts count: Int) -> String {
        switch count {
        case 0: "no alert is set any more"
        case 1: "1 alert is set"
        default: "\(count) alerts are set"
        }
    }

    private mutating func takeMail() {
        takeSnapshot()
        for note in mailbox.takeNotes() {
            if note.rings { terminal.ring() }
            state.take(note, now: clock.now)
            isDue = true
        }
    }

    private mutating func takeSnapshot() {
        guard let next = mailbox.take() else { return }
        if options.bell, next.hasFreshSignal(since: newest) { terminal.ring() }
        newest = next
        newestCame = clock.now
        if state.isPaused, answersDue == 0 {
            // The state of the feed is told even so.
            isDue = isDue || snapshot?.status != next.status
            snapshot?.status = next.status
        } else {
            answersDue = max(0, answersDue - 1)
            showNewest()
        }
    }

    private mutating func showNewest() {
        guard let newest else { return }
        (snapshot, snapshotCame, isDue) = (newest, newestCame, true)
        state.note(newest, now: newestCame)
    }

    private mutating func draw() {
        let now = clock.now
        let moment = Moment(now: now, sinceSnapshot: snapshotCame.duration(to: now))
        let grid = Screen.grid(
            snapshot, view: state, at: moment, isASCII: !terminal.isUnicode, isColoured: terminal.isColoured)
        terminal.show(grid)
        (lastDraw, isDue) = (now, false)
    }

    private mutating func askForWhatIsInView() {
        let request = state.request
        guard request != lastRequest else { return }
        lastRequest = request
        // A snapshot of what was in view before may be on its way.
        answersDue = 2
        view(request)
    }

    private mutating func measure() {
        state.resize(to: terminal.measure())
        draw()
    }

    private mutating func suspend() {
        terminal.pause()
        relay.stopUntilContinued()
        comeBack()
    }

    private mutating func comeBack() {
        terminal.resume()
        measure()
    }
}
