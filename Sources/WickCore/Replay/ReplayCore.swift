import WickArchive
import WickEngine
import WickFeed
import WickMarket
import WickNetwork

/// Plays something recorded through the engine, so many times as fast as it happened, or as fast as it goes; it can be held,
/// led on step by step, and taken to another place.
public actor ReplayCore {
    /// The loop that this actor runs on.
    public nonisolated let loop: EventLoop

    /// What makes a tape anew, from its beginning, for an engine that has seen nothing.
    public typealias Rewind = @Sendable () throws(ArchiveError) -> sending any ReplayTape

    /// How long it plays between two looks at timers and requests of the screen; the clock is asked every so many events.
    private static let turn = Duration.milliseconds(20), eventsPerLook = 64

    /// The most candles that one is taken at once: 10 million of a day each are 27,000 years.
    private static let seekMax = 10_000_000

    /// Where it plays on to without a pause.
    private enum Hurry {
        /// The time of the exchange that was asked for.
        case until(Timestamp)
        /// The next closed candle.
        case close
    }

    private var phase = CorePhase.new
    private var tape: any ReplayTape
    private let rewind: Rewind?
    private var engine: Engine
    private let freshEngine: Engine
    private var pace: ReplayPace
    private var isHeld = false, hasEnded = false
    private var hurry: Hurry?
    private var presenter: Presenter
    private var alerts = AlertBook()
    /// What the event that is played has closed and signalled, for the alerts.
    private var closes: [(closed: ClosedCandle, key: SeriesKey)] = [], signals: [SignalRecord] = []
    private let observe: (@Sendable (CoreEvent) -> Void)?
    private let finished: @Sendable (ReplayEnd) -> Void
    private var playTimer: LoopTimer?
    private var publishTimer: LoopTimer?

    /// The executor is the loop, so what the loop calls is on the actor already.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// A replay that is not started yet.
    ///
    /// - Parameters:
    ///   - loop: what the core runs on from then on.
    ///   - tape: what it plays; not begun yet.
    ///   - rewind: without one, no way leads back.
    ///   - engine: its series are those of the tape, in the same order; it has seen nothing.
    ///   - speed: how many times as fast as real time, above 0; `nil` is as fast as it goes.
    ///   - options: how it presents itself.
    ///   - mailbox: where snapshots go; `nil` without a screen.
    ///   - observe: is told everything, on the core, and must be brief. What is played again is told again.
    ///   - finished: called on the core after the last event, or with what ended it before; again if one went back.
    public init(
        loop: EventLoop, tape: sending any ReplayTape, rewind: Rewind? = nil, engine: Engine, speed: Double?,
        options: CoreOptions, mailbox: SnapshotMailbox? = nil, observe: (@Sendable (CoreEvent) -> Void)? = nil,
        finished: @escaping @Sendable (ReplayEnd) -> Void
    ) {
        precondition(engine.keys == tape.keys, "the engine has the series of the recording")
        (self.loop, self.engine, freshEngine) = (loop, engine, engine)
        (self.observe, self.finished) = (observe, finished)
        pace = ReplayPace(speed: speed)
        presenter = Presenter(options: options, mailbox: mailbox, keepsJournal: false)
        self.rewind = rewind
        self.tape = tape
    }

    /// Begins to play; once.
    public func start() {
        guard phase == .new else { return }
        phase = .running
        begin()
        play()
    }

    /// Plays no further. Harmless when it has ended.
    public func stop() {
        phase = .stopped
        playTimer?.cancel()
        publishTimer?.cancel()
    }

    /// What the screen has in view from now on; a snapshot of it follows at once.
    public func show(_ request: SnapshotRequest) {
        presenter.show(request)
        publishIfDue()
    }

    /// What to tell of from now on, as ``CoreEvent/alert(_:_:)``, upon closed candles only.
    /// - Returns: the symbols among them that the recording does not have, each once.
    @discardableResult
    public func watch(for alerts: [Alert]) -> [Symbol] {
        self.alerts.set(alerts)
        return Set(alerts.compactMap(\.symbol)).subtracting(tape.keys.map(\.symbol)).sorted()
    }

    /// The account of all series together.
    public var ledger: Ledger { tape.view.totalLedger }

    /// The closed candles and the forming candle of a series; `nil` if it is not played.
    public func candles(_ key: SeriesKey) -> CandleSeries? {
        let router = tape.view.router
        return router.keys.firstIndex(of: key).map { router.buffers[$0] }
    }

    /// How much of the recording was read, 0 to 1.
    public var progress: Double { tape.progress }

    // MARK: Control

    /// Does what was asked for from the keyboard.
    public func control(_ control: ReplayControl) {
        guard phase == .running else { return }
        switch control {
        case .pause: isHeld.toggle()
        case .step: (isHeld, hurry) = (true, .close)
        case .faster: setSpeed(ReplaySpeeds.above(pace.speed))
        case .slower: setSpeed(ReplaySpeeds.below(pace.speed))
        case .seek(let candles): seek(candles)
        }
        pace.restart(at: tape.nextTime, speed: pace.speed, now: loop.now)
        tellMode()
        play()
    }

    private func setSpeed(_ speed: Double?) { pace.restart(at: tape.nextTime, speed: speed, now: loop.now) }

    private func seek(_ candles: Int) {
        guard let here = tape.view.exchangeTime ?? tape.nextTime else { return }
        let span = presenter.options.timeframe.milliseconds
        let count = Int64(min(max(candles, -Self.seekMax), Self.seekMax))
        let target = here.advanced(byMilliseconds: count * span)
        if candles < 0 { goBack() }
        hurry = .until(target)
    }

    /// Back to the beginning; from there to where one wants it is played again.
    private func goBack() {
        guard let rewind else { return }
        do throws(ArchiveError) {
            tape = try rewind()
        } catch {
            return finish(error)
        }
        (engine, hasEnded) = (freshEngine, false)
        let rules = alerts.alerts
        alerts = AlertBook()
        alerts.set(rules)
        begin()
    }

    private func tellMode() {
        presenter.mode = .replay(speed: pace.speed, isHeld: isHeld)
        presenter.noteChange()
    }

    // MARK: Playing

    private func begin() {
        do throws(ArchiveError) {
            try tape.begin(tell)
        } catch {
            return finish(error)
        }
        if tape.nextTime == nil { finish(nil) }
    }

    private func play() {
        playTimer?.cancel()
        let begun = loop.now
        var (count, now) = (0, begun)
        while phase == .running, !hasEnded, isDue(now) {
            playNext(now: now)
            count += 1
            guard count % Self.eventsPerLook == 0 else { continue }
            now = loop.now
            if begun.duration(to: now) >= Self.turn { break }
        }
        if count > 0 { presenter.noteChange() }
        publishIfDue()
        guard phase == .running, !hasEnded, !isHeld || hurry != nil, let next = tape.nextTime else { return }
        let due = hurry == nil ? pace.due(next, now: loop.now) : loop.now
        playTimer = loop.setTimer(at: due) {
            self.assumeIsolated { $0.play() }
        }
    }

    private func isDue(_ now: ContinuousClock.Instant) -> Bool {
        guard let next = tape.nextTime else { return false }
        switch hurry {
        case .until(let target) where !tape.leads(to: target): endHurry(at: next, now)
        case .until, .close: return true
        case nil: break
        }
        return !isHeld && pace.due(next, now: now) <= now
    }

    private func endHurry(at time: Timestamp?, _ now: ContinuousClock.Instant) {
        hurry = nil
        pace.restart(at: time, speed: pace.speed, now: now)
    }

    private func playNext(now: ContinuousClock.Instant) {
        var hasClosed = false
        var hindrance: ArchiveError?
        do throws(ArchiveError) {
            try tape.playNext(&engine, now: now) { event in
                if case .closed(let closed, _) = event, closed.timeliness != .history { hasClosed = true }
                tell(event)
            }
        } catch {
            hindrance = error
        }
        checkAlerts()
        if hindrance != nil || tape.nextTime == nil { finish(hindrance) }
        if hasClosed, case .close = hurry { endHurry(at: tape.nextTime, loop.now) }
    }

    private func finish(_ error: ArchiveError?) {
        (hasEnded, hurry) = (true, nil)
        tape.end(error, tell)
        publishIfDue()
        finished(ReplayEnd(error: error, notes: tape.notes))
    }

    // MARK: Telling

    private func tell(_ event: CoreEvent) {
        switch event {
        case .status: presenter.noteChange()
        case .closed(let closed, let key): if !alerts.isEmpty { closes.append((closed, key)) }
        case .signal(let record): if !alerts.isEmpty { signals.append(record) }
        case .corrected, .gap, .notice, .alert: break
        }
        observe?(event)
    }

    /// What is passed on the way to another place is not told, but known.
    private func checkAlerts() {
        guard !closes.isEmpty else { return }
        var events: [AlertEvent] = []
        for (closed, key) in closes {
            // The event may have taken series out.
            let keys = tape.keys
            guard keys.indices.contains(closed.series), keys[closed.series] == key else { continue }
            let decision = engine.lastDecision(of: closed.series)
            let rsi = decision?.openTime == closed.candle.openTime ? decision?.readings.rsi : nil
            events += alerts.take(closed, of: key, rsi: rsi)
        }
        for record in signals { events += alerts.take(record) }
        closes.removeAll(keepingCapacity: true)
        signals.removeAll(keepingCapacity: true)
        if case .until = hurry { return }
        for event in events { observe?(.alert(event, tape.view.exchangeTime)) }
    }

    private func publishIfDue() {
        let now = loop.now
        switch presenter.next(now: now) {
        case .nothing:
            break
        case .publish:
            if let timeframe = tape.timeframe { presenter.options.timeframe = timeframe }
            presenter.post(engine, tape.view, now: tape.clock ?? now, on: now)
        case .wait(until: let due):
            guard publishTimer == nil, phase != .stopped else { return }
            publishTimer = loop.setTimer(at: due) {
                self.assumeIsolated { core in
                    core.publishTimer = nil
                    core.publishIfDue()
                }
            }
        }
    }
}
