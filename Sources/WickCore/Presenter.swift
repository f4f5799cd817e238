import WickEngine
import WickFeed
import WickMarket

/// Makes snapshots of what is in view and hands them to the screen, no more often than asked.
struct Presenter: Sendable {
    let options: CoreOptions
    /// Live, or simulated, as far as is known by now.
    var mode: MonitorMode
    /// What the screen has in view; `nil` before it said so.
    private(set) var view: SnapshotRequest?
    /// The newest record that is on disk.
    private(set) var journaled = 0
    /// What hinders the journal, in words.
    private(set) var journalTrouble: String?

    private let mailbox: SnapshotMailbox?
    private var publisher: SnapshotPublisher

    init(options: CoreOptions, mailbox: SnapshotMailbox?) {
        (self.options, self.mailbox, mode) = (options, mailbox, options.mode)
        publisher = SnapshotPublisher(refreshHz: options.refreshHz)
    }

    /// What is in view from now on: a snapshot of it is due at once.
    mutating func show(_ request: SnapshotRequest) {
        view = request
        publisher.noteNewView()
    }

    /// Something that may be in view has changed.
    mutating func noteChange() { publisher.noteChange() }

    /// Records up to this number are on disk, or failed to get there for the reason given.
    mutating func noteJournal(upTo number: Int, trouble: String?) {
        (journaled, journalTrouble) = (max(journaled, number), trouble)
        publisher.noteChange()
    }

    /// Posts a snapshot if one is due.
    /// - Returns: when to come again, if one is due later.
    mutating func publish(
        _ engine: Engine, _ feed: some FeedView, now: ContinuousClock.Instant
    ) -> ContinuousClock.Instant? {
        guard let mailbox, let view, let due = publisher.due(now: now) else { return nil }
        guard publisher.takeDue(now: now) else { return due }
        mailbox.post(
            engine.snapshot(
                view, of: feed, exchange: options.exchangeTitle, mode: mode, timeframe: options.timeframe,
                // A signal that cannot be kept is shown all the same, beside the trouble.
                logShown: journalTrouble == nil ? journaled : engine.logNewest, journalTrouble: journalTrouble,
                now: now))
        return nil
    }
}
