import WickEngine
import WickFeed
import WickMarket

/// Knows what is in view and what may be shown, and hands snapshots to the screen, no more often than asked.
struct Presenter: Sendable {
    var options: CoreOptions
    /// Live, or simulated, as far as is known by now.
    var mode: MonitorMode
    /// What hinders the journal, in words.
    private(set) var journalTrouble: String?
    /// What a recording misses, or what hinders it, in words.
    private(set) var recordingTrouble: String?
    /// What hinders a sink, in words.
    private(set) var sinkTrouble: String?

    private let mailbox: SnapshotMailbox?
    private var view: SnapshotRequest?
    private var pacer: SnapshotPacer
    private var rankings = RankingKeeper()
    private var history = FeedHistory()
    /// The number up to which all records are on disk; `nil` where no journal is kept.
    private var journaled: Int?

    /// - Parameters:
    ///   - mailbox: where snapshots go; without one there are none.
    ///   - keepsJournal: whether a record is shown only after ``noteJournal(upTo:trouble:)`` told that it is on disk.
    init(options: CoreOptions, mailbox: SnapshotMailbox?, keepsJournal: Bool) {
        (self.options, self.mailbox, mode) = (options, mailbox, options.mode)
        pacer = SnapshotPacer(refreshHz: options.refreshHz)
        journaled = keepsJournal ? 0 : nil
    }

    /// What is in view from now on: a snapshot of it is due at once.
    mutating func show(_ request: SnapshotRequest) {
        view = request
        pacer.noteNewView()
    }

    /// What is in view has changed at the screen's wish: a snapshot is due at once.
    mutating func noteNewView() { pacer.noteNewView() }

    /// Something that may be in view has changed.
    mutating func noteChange() { pacer.noteChange() }

    /// Something happened to the feed, at the newest time that the exchange has told.
    mutating func note(_ event: FeedEvent, of keys: [SeriesKey], at time: Timestamp?) {
        history.note(event, of: keys, at: time)
    }

    /// All records up to this number are on disk, and this hinders the others.
    mutating func noteJournal(upTo number: Int, trouble: String?) {
        journaled = journaled.map { max($0, number) }
        journalTrouble = trouble
        pacer.noteChange()
    }

    /// This hinders the recording, or is missing from it.
    mutating func noteRecording(trouble: String?) {
        recordingTrouble = trouble
        pacer.noteChange()
    }

    /// This hinders a sink, or nothing any more.
    mutating func noteSinks(trouble: String?) {
        sinkTrouble = trouble
        pacer.noteChange()
    }

    /// What to do about snapshots now: nothing without a screen, or before it said what is in view.
    mutating func next(now: ContinuousClock.Instant) -> SnapshotPacer.Step {
        mailbox == nil || view == nil ? .nothing : pacer.next(now: now)
    }

    /// Hands the screen a snapshot of what is in view.
    /// - Parameters:
    ///   - now: the present by the clock of `feed`.
    ///   - present: the same by this machine's clock, where that is another one.
    mutating func post(
        _ engine: Engine, _ feed: some FeedView, now: ContinuousClock.Instant,
        on present: ContinuousClock.Instant? = nil
    ) {
        guard let mailbox, let view else { return }
        let ranking = rankings.ranking(view.order, engine, feed, now: now)
        var snapshot = engine.snapshot(
            view, of: feed, ranking: ranking, exchange: options.exchangeTitle, mode: mode,
            timeframe: options.timeframe, logShown: logShown, journalTrouble: journalTrouble,
            recordingTrouble: recordingTrouble, now: now)
        snapshot.events = history.newest(view.eventCount)
        snapshot.sinkTrouble = sinkTrouble
        if view.hasMessages { snapshot.messages = options.logTail?.entries }
        if let present { snapshot.status.retryAt = snapshot.status.retryAt.map { present + now.duration(to: $0) } }
        mailbox.post(snapshot)
    }

    /// A record is shown once it is on disk. One that cannot get there is shown all the same, beside the trouble.
    private var logShown: Int {
        guard let journaled, journalTrouble == nil else { return .max }
        return journaled
    }
}
