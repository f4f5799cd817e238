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

    private var playback: Playback
    private var engine: Engine
    private let records: MergedKlines
    private let speed: Double?
    private var presenter: Presenter
    private let observe: (@Sendable (CoreEvent) -> Void)?
    private let finished: @Sendable (ArchiveError?) -> Void
    private var next: (key: SeriesKey, record: KlineRecord)?
    private var startedAt: (clock: ContinuousClock.Instant, market: Timestamp)?
    private var timer: LoopTimer?
    private var publishTimer: LoopTimer?
    private var isStopped = false

    /// The executor is the loop, so what the loop calls is on the actor already.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// A replay that is not started yet.
    ///
    /// - Parameters:
    ///   - speed: how many times as fast as real time, above 0; `nil` is as fast as it goes.
    ///   - observe: is told everything, on the core, and must be brief.
    ///   - finished: called on the core after the last record, or with what ended it before.
    public init(
        loop: EventLoop, records: sending MergedKlines, engine: Engine, bufferSize: Int, speed: Double?,
        options: CoreOptions, mailbox: SnapshotMailbox? = nil, observe: (@Sendable (CoreEvent) -> Void)? = nil,
        finished: @escaping @Sendable (ArchiveError?) -> Void
    ) {
        (self.loop, self.engine, self.speed) = (loop, engine, speed)
        (self.observe, self.finished) = (observe, finished)
        playback = Playback(keys: records.keys, bufferSize: bufferSize)
        presenter = Presenter(options: options, mailbox: mailbox)
        self.records = records
    }

    /// Begins to play.
    public func start() {
        setStatus(.live, "playing")
        readNext()
        play()
    }

    /// Plays no further.
    public func stop() {
        isStopped = true
        timer?.cancel()
        publishTimer?.cancel()
    }

    /// What the screen has in view from now on; a snapshot of it follows at once.
    public func show(_ request: SnapshotRequest) {
        presenter.show(request)
        publishIfDue()
    }

    /// The account of all series together.
    public var ledger: Ledger { playback.totalLedger }

    private func play() {
        guard !isStopped else { return }
        let now = loop.now
        var count = 0
        while let (key, record) = next, count < Self.recordsPerTurn, isDue(record, now: now) {
            take(key, record, now: now)
            count += 1
            readNext()
        }
        if count > 0 { presenter.noteChange() }
        publishIfDue()
        guard let (_, record) = next else { return }
        timer = loop.setTimer(at: isDue(record, now: now) ? now : dueTime(of: record)) {
            self.assumeIsolated { $0.play() }
        }
    }

    private func take(_ key: SeriesKey, _ record: KlineRecord, now: ContinuousClock.Instant) {
        guard let closed = playback.take(key, record, now: now) else { return }
        observe?(.closed(closed, key))
        guard let signal = engine.take(closed, in: playback.router.buffers[closed.series]) else { return }
        presenter.noteJournal(upTo: signal.number, trouble: nil)
        observe?(.signal(signal))
    }

    private func readNext() {
        do throws(ArchiveError) {
            next = try records.next()
            if next == nil { finish(nil) }
        } catch {
            next = nil
            finish(error)
        }
    }

    private func finish(_ error: ArchiveError?) {
        setStatus(.stopped, error.map { "\($0)" } ?? "the recording has ended")
        finished(error)
    }

    // MARK: Pace

    /// A candle is known when it closes.
    private func dueTime(of record: KlineRecord) -> ContinuousClock.Instant {
        guard let speed else { return loop.now }
        guard let (clock, market) = startedAt else {
            startedAt = (loop.now, record.closeTime)
            return loop.now
        }
        let span = Double(record.closeTime.milliseconds(since: market)) / speed
        return clock + .milliseconds(Int64(span))
    }

    private func isDue(_ record: KlineRecord, now: ContinuousClock.Instant) -> Bool {
        speed == nil || dueTime(of: record) <= now
    }

    // MARK: Telling

    private func setStatus(_ state: FeedState, _ detail: String) {
        playback.setStatus(state, detail)
        presenter.noteChange()
        observe?(.status(playback.status, playback.exchangeTime))
    }

    private func publishIfDue() {
        guard let due = presenter.publish(engine, playback, now: loop.now), publishTimer == nil else { return }
        publishTimer = loop.setTimer(at: due) {
            self.assumeIsolated { core in
                core.publishTimer = nil
                core.publishIfDue()
            }
        }
    }
}
