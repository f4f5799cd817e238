import WickEngine
import WickFeed
import WickMarket
import WickNetwork

/// The core: owns the feed and the engine, and does on the event loop what the feed wants done.
///
/// Everything from the socket to the journal runs on the loop's thread, in order: a message is applied in full (series,
/// indicators, decision) before the next one is decoded.
public actor MonitorCore {
    /// The loop that this actor runs on.
    public nonisolated let loop: EventLoop

    var feed: Feed
    var engine: Engine
    let journal: SignalJournal?
    let observe: (@Sendable (CoreEvent) -> Void)?
    var streams: [ConnectionID: ByteStream] = [:]
    var feedTimer: LoopTimer?
    var feedTimerAt: ContinuousClock.Instant?
    var presenter: Presenter
    var publishTimer: LoopTimer?
    var statusTimer: LoopTimer?
    var waiters: [FirstDataWaiter] = []
    var stopWaiter: CheckedContinuation<Void, Never>?

    /// The executor is the loop, so what the loop calls is on the actor already.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// A core that is not started yet.
    ///
    /// - Parameters:
    ///   - journal: must report to ``journalWritten(upTo:trouble:)``; `nil` keeps none, and signals are shown at once.
    ///   - mailbox: where snapshots go; `nil` without a screen.
    ///   - observe: is told everything, on the core, and must be brief.
    public init(
        loop: EventLoop, feed: Feed, engine: Engine, options: CoreOptions, journal: SignalJournal? = nil,
        mailbox: SnapshotMailbox? = nil, observe: (@Sendable (CoreEvent) -> Void)? = nil
    ) {
        (self.loop, self.feed, self.engine) = (loop, feed, engine)
        (self.journal, self.observe) = (journal, observe)
        presenter = Presenter(options: options, mailbox: mailbox)
    }

    // MARK: Start and stop

    /// Connects, and goes on until ``stop()``.
    public func start() {
        feed.start(now: loop.now)
        settle()
        tick()
    }

    /// Says goodbye on every connection, waits a moment for the answers, and writes the journal out.
    public func stop() async {
        feed.stop(now: loop.now)
        settle()
        if !streams.isEmpty {
            let deadline = loop.setTimer(at: loop.now + .milliseconds(500)) {
                self.assumeIsolated { $0.finishStop() }
            }
            await withCheckedContinuation { stopWaiter = $0 }
            deadline.cancel()
        }
        for stream in streams.values { stream.close() }
        streams.removeAll()
        feedTimer?.cancel()
        publishTimer?.cancel()
        statusTimer?.cancel()
        journal?.flush()
    }

    func finishStop() {
        stopWaiter?.resume()
        stopWaiter = nil
    }

    // MARK: What others ask

    /// What the screen has in view from now on; a snapshot of it follows at once.
    public func show(_ request: SnapshotRequest) {
        presenter.show(request)
        publishIfDue()
    }

    /// The state of the feed.
    public var status: FeedStatus { feed.status }

    /// The account of all series together.
    public var ledger: Ledger { feed.totalLedger }

    /// The newest candle of a series; `nil` before the first, or if it is not watched.
    public func latest(_ key: SeriesKey) -> Candle? {
        index(of: key).flatMap { feed.router.latest($0) }
    }

    /// The closed candles and the forming candle of a series; `nil` if it is not watched.
    public func candles(_ key: SeriesKey) -> CandleSeries? { index(of: key).map { feed.router.buffers[$0] } }

    /// The news of one series, or of all, for a reader of its own pace.
    public func news(of key: SeriesKey? = nil) -> CandleSubscription {
        feed.router.subscribe(series: key.flatMap(index(of:)), closedMax: 10_000).1
    }

    /// Calls `handler` on the core for each news of one series, or of all; it must be brief.
    public func subscribe(to key: SeriesKey? = nil, _ handler: @escaping CandleRouter.Handler) -> Int {
        feed.router.subscribe(series: key.flatMap(index(of:)), handler)
    }

    /// Calls a handler no more.
    public func unsubscribe(_ id: Int) { feed.router.unsubscribe(id) }

    /// Records up to this number are on disk, or failed to get there for the reason given.
    public func journalWritten(upTo number: Int, trouble: String?) {
        if let trouble, trouble != presenter.journalTrouble {
            observe?(.notice(FeedNotice(.warning, "the signal journal cannot be written: \(trouble)")))
        }
        presenter.noteJournal(upTo: number, trouble: trouble)
        publishIfDue()
    }

    func index(of key: SeriesKey) -> Int? { feed.router.keys.firstIndex(of: key) }
}
