import WickArchive
import WickEngine
import WickFeed
import WickMarket
import WickNetwork

/// Plays recorded candles through the engine, so many times as fast as they happened, or as fast as it goes.
public actor ReplayCore {
    /// The loop that this actor runs on.
    public nonisolated let loop: EventLoop

    /// Records taken in between two looks at timers and requests of the screen, at full speed.
    private static let recordsPerTurn = 4_096

    private var phase = CorePhase.new
    private var playback: Playback
    private var engine: Engine
    private let records: MergedKlines
    private var pace: ReplayPace
    private var presenter: Presenter
    private let observe: (@Sendable (CoreEvent) -> Void)?
    private let finished: @Sendable (ArchiveError?) -> Void
    private var next: (series: Int, record: KlineRecord)?
    private var playTimer: LoopTimer?
    private var publishTimer: LoopTimer?

    /// The executor is the loop, so what the loop calls is on the actor already.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// A replay that is not started yet.
    ///
    /// - Parameters:
    ///   - loop: what the core runs on from then on.
    ///   - records: what is played, in order of time.
    ///   - engine: its series are those of `records`, in the same order.
    ///   - bufferSize: closed candles kept for each series, at least 1.
    ///   - speed: how many times as fast as real time, above 0; `nil` is as fast as it goes. A candle is known when it
    ///     closes.
    ///   - options: how it presents itself.
    ///   - mailbox: where snapshots go; `nil` without a screen.
    ///   - observe: is told everything, on the core, and must be brief.
    ///   - finished: called once on the core after the last record, or with what ended it before.
    public init(
        loop: EventLoop, records: sending MergedKlines, engine: Engine, bufferSize: Int, speed: Double?,
        options: CoreOptions, mailbox: SnapshotMailbox? = nil, observe: (@Sendable (CoreEvent) -> Void)? = nil,
        finished: @escaping @Sendable (ArchiveError?) -> Void
    ) {
        precondition(engine.keys == records.keys, "the engine has the series of the recording")
        (self.loop, self.engine, pace) = (loop, engine, ReplayPace(speed: speed))
        (self.observe, self.finished) = (observe, finished)
        playback = Playback(keys: records.keys, bufferSize: bufferSize)
        presenter = Presenter(options: options, mailbox: mailbox, keepsJournal: false)
        self.records = records
    }

    /// Begins to play; once.
    public func start() {
        guard phase == .new else { return }
        phase = .running
        readNext()
        guard let (_, record) = next else { return }
        playback.begin(at: record.candle.openTime)
        setStatus(.live, "playing")
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

    /// The closed candles of a series; `nil` if it is not part of the recording.
    public func candles(_ key: SeriesKey) -> CandleSeries? {
        playback.router.keys.firstIndex(of: key).map { playback.router.buffers[$0] }
    }

    /// The account of all series together.
    public var ledger: Ledger { playback.totalLedger }

    // MARK: Playing

    private func play() {
        let now = loop.now
        var count = 0
        while phase == .running, count < Self.recordsPerTurn, let (series, record) = next,
            pace.due(record.closeTime, now: now) <= now
        {
            take(series, record, now: now)
            count += 1
            readNext()
        }
        if count > 0 { presenter.noteChange() }
        publishIfDue()
        guard phase == .running, let (_, record) = next else { return }
        playTimer = loop.setTimer(at: pace.due(record.closeTime, now: now)) {
            self.assumeIsolated { $0.play() }
        }
    }

    private func take(_ series: Int, _ record: KlineRecord, now: ContinuousClock.Instant) {
        let closed = playback.take(series, record, now: now)
        observe?(.closed(closed, playback.router.keys[series]))
        guard let signal = engine.take(closed, in: playback.router.buffers[series]) else { return }
        observe?(.signal(signal))
    }

    private func readNext() {
        do throws(ArchiveError) {
            next = try records.nextOfSeries()
            if next == nil { finish(nil) }
        } catch {
            next = nil
            finish(error)
        }
    }

    private func finish(_ error: ArchiveError?) {
        let skipped = records.skipped.total
        let note = skipped > 0 ? "; \(skipped) of its rows were passed over" : ""
        setStatus(.stopped, error.map { "\($0)" } ?? "the recording has ended\(note)")
        publishIfDue()
        finished(error)
    }

    // MARK: Telling

    private func setStatus(_ state: FeedState, _ detail: String) {
        playback.setStatus(state, detail)
        presenter.noteChange()
        observe?(.status(playback.status, playback.exchangeTime))
    }

    private func publishIfDue() {
        let now = loop.now
        switch presenter.next(now: now) {
        case .nothing:
            break
        case .publish:
            presenter.post(engine, playback, now: now)
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
