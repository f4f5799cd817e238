import WickArchive
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

    var phase = CorePhase.new
    var feed: Feed
    var engine: Engine
    let journal: SignalJournal?
    let recorder: Recorder?
    let observe: (@Sendable (CoreEvent) -> Void)?
    let onBan: (@Sendable (Ban) -> Void)?
    var streams: [ConnectionID: ByteStream] = [:]
    var requests: [RequestID: HTTPRequest] = [:]
    var readers: [RequestID: Task<Void, Never>] = [:]
    var feedTimer: LoopTimer?
    var feedTimerAt: ContinuousClock.Instant?
    var presenter: Presenter
    var publishTimer: LoopTimer?
    var statusTimer: LoopTimer?
    var alerts = AlertBook()
    var waiters: [FirstDataWaiter] = []
    var goodbye: CheckedContinuation<Void, Never>?
    private var recorderTrouble: String?
    private var stopWaiters: [CheckedContinuation<Void, Never>] = []

    /// The executor is the loop, so what the loop calls is on the actor already.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// A core that is not started yet.
    ///
    /// - Parameters:
    ///   - loop: what the core runs on from then on.
    ///   - feed: not started yet.
    ///   - engine: its series are those of the feed's router, in the same order.
    ///   - options: how it presents itself.
    ///   - journal: must report to ``journalWritten(upTo:trouble:)``; `nil` keeps none, and signals are shown at once.
    ///   - recorder: keeps what the feed is told; its feed draws from a ``RecordingRandom``. `nil` records nothing.
    ///   - mailbox: where snapshots go; `nil` without a screen.
    ///   - observe: is told everything, on the core, and must be brief.
    ///   - onBan: is told, on the core, of what is to be remembered over a restart; must be brief.
    public init(
        loop: EventLoop, feed: Feed, engine: Engine, options: CoreOptions, journal: SignalJournal? = nil,
        recorder: Recorder? = nil, mailbox: SnapshotMailbox? = nil, observe: (@Sendable (CoreEvent) -> Void)? = nil,
        onBan: (@Sendable (Ban) -> Void)? = nil
    ) {
        precondition(engine.keys == feed.router.keys, "the engine has the feed's series")
        (self.loop, self.feed, self.engine) = (loop, feed, engine)
        (self.journal, self.recorder, self.observe, self.onBan) = (journal, recorder, observe, onBan)
        presenter = Presenter(options: options, mailbox: mailbox, keepsJournal: journal != nil)
    }

    // MARK: Start and stop

    /// How long the goodbyes may take, and after that the journal: together below a second.
    static let goodbyeMax = Duration.milliseconds(500), journalMax = Duration.milliseconds(300)

    /// Connects, and goes on until ``stop()``; once.
    public func start() {
        guard phase == .new else { return }
        phase = .running
        let now = loop.now
        recorder?.note(.started, at: now)
        feed.start(now: now)
        settle()
        tick()
    }

    /// Says goodbye on every connection, waits a moment for the answers, and writes the journal out; within a second,
    /// whatever the peers do. Whoever waits for candles is answered, and every ``news(of:)`` ends. A second call waits
    /// for the first; a core that was not started yet never starts.
    public func stop() async {
        switch phase {
        case .stopped:
            return
        case .stopping:
            await withCheckedContinuation { stopWaiters.append($0) }
            return
        case .new, .running:
            phase = .stopping
        }
        let now = loop.now
        recorder?.note(.stopped, at: now)
        feed.stop(now: now)
        settle()
        if !streams.isEmpty { await sayGoodbye() }
        phase = .stopped
        endEverything()
        journal?.flush(within: Self.journalMax)
        recorder?.finish(within: Self.journalMax)
        for waiter in stopWaiters { waiter.resume() }
        stopWaiters = []
    }

    private func sayGoodbye() async {
        let deadline = loop.setTimer(at: loop.now + Self.goodbyeMax) {
            self.assumeIsolated { $0.finishGoodbye() }
        }
        await withCheckedContinuation { goodbye = $0 }
        deadline.cancel()
    }

    func finishGoodbye() {
        goodbye?.resume()
        goodbye = nil
    }

    private func endEverything() {
        for stream in streams.values { stream.close() }
        for request in requests.values { request.cancel() }
        for timer in [feedTimer, publishTimer, statusTimer] { timer?.cancel() }
        streams.removeAll()
        requests.removeAll()
        for reader in readers.values { reader.cancel() }
        readers.removeAll()
        answerWaiters { _ in true }
        feed.router.finish()
    }

    // MARK: What others ask

    /// What the screen has in view from now on; a snapshot of it follows at once.
    public func show(_ request: SnapshotRequest) {
        presenter.show(request)
        if request.wantsSymbolList, phase == .running {
            let now = loop.now
            recorder?.note(.commanded(.listSymbols), at: now)
            feed.wantSymbolList(now: now)
            settle()
        }
        publishIfDue()
    }

    /// The symbols that are watched, in their order.
    public var symbols: [Symbol] { feed.order.map { feed.router.keys[$0].symbol } }

    /// The timeframe that is watched, or that is to be once its candles are there.
    public var timeframe: Timeframe { feed.nextTimeframe ?? presenter.options.timeframe }

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

    /// The news of one series, or of all, for a reader of its own pace; it ends with the core. Of a series that is not
    /// watched there is none.
    public func news(of key: SeriesKey? = nil) -> CandleSubscription {
        let subscription = feed.router.subscribe(series: place(of: key), closedMax: 10_000).1
        if phase == .stopped { subscription.finish() }
        return subscription
    }

    /// Calls `handler` on the core for each news of one series, or of all; it must be brief. Of a series that is not
    /// watched there is none.
    /// - Returns: what to give to ``unsubscribe(_:)``.
    public func subscribe(to key: SeriesKey? = nil, _ handler: @escaping CandleRouter.Handler) -> Int {
        feed.router.subscribe(series: place(of: key), handler)
    }

    /// Calls a handler no more.
    public func unsubscribe(_ id: Int) { feed.router.unsubscribe(id) }

    /// All records up to this number are on disk, and this hinders the others, in words.
    public func journalWritten(upTo number: Int, trouble: String?) {
        if let trouble, trouble != presenter.journalTrouble {
            observe?(.notice(FeedNotice(.warning, "the signal journal cannot be written: \(trouble)")))
        }
        presenter.noteJournal(upTo: number, trouble: trouble)
        publishIfDue()
    }

    /// How the recording fares.
    public func recorderReported(_ report: RecorderReport) {
        if let trouble = report.trouble, trouble != recorderTrouble {
            observe?(.notice(FeedNotice(.warning, "the recording cannot be written: \(trouble)")))
        }
        recorderTrouble = report.trouble
        presenter.noteRecording(trouble: report.words)
        publishIfDue()
    }

    /// This hinders a sink, in words, or nothing any more.
    public func sinksTold(trouble: String?) {
        presenter.noteSinks(trouble: trouble)
        publishIfDue()
    }

    func index(of key: SeriesKey) -> Int? { feed.index(of: key) }

    /// The series to subscribe: all without a key, and for an unknown one an index that no news bears.
    private func place(of key: SeriesKey?) -> Int? { key.map { index(of: $0) ?? -1 } }
}
