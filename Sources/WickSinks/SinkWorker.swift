import Glibc

/// What a sink's thread does: opens the way out, sends batch after batch, and after a failure tries again, for as long as
/// the program runs.
struct SinkWorker {
    /// The time between two reports that differ only in how much was missed.
    private static let missedReportInterval = Duration.seconds(10)
    /// `POLLRDHUP`, which Glibc's module leaves out: the other side will send no more.
    private static let hangUp: Int32 = 0x2000

    private let inbox: SinkInbox
    private var outlet: any SinkOutlet
    private var pauses: SinkPauses
    private let report: (SinkReport) -> Void
    /// What is under way.
    private var batch: SinkBatch?
    private var openedAt: ContinuousClock.Instant?
    private var last: SinkReport
    private var lastAt = ContinuousClock.now

    init(
        title: String, inbox: SinkInbox, outlet: any SinkOutlet, pauses: SinkPauses,
        report: @escaping (SinkReport) -> Void
    ) {
        (self.inbox, self.outlet, self.pauses, self.report) = (inbox, outlet, pauses, report)
        last = SinkReport(title: title, trouble: nil, delivered: 0, missed: 0)
    }

    /// Works until the sink is stopped.
    mutating func run() {
        var goesOn = true
        while goesOn {
            do throws(SinkTrouble) {
                goesOn = try step()
            } catch {
                goesOn = settle(error)
            }
        }
        _ = outlet.close(inbox.patience)
        inbox.noteMissed(batch?.recordsLeft ?? 0)
        inbox.giveUp()
        tell(last.trouble, isUrgent: true)
    }

    /// - Returns: whether to go on.
    private mutating func step() throws(SinkTrouble) -> Bool {
        try outlet.open(inbox.patience)
        if openedAt == nil { openedAt = .now }
        if batch == nil { batch = inbox.next() }
        guard let before = batch?.written else { return try idle() }
        try sendBatch()
        if let batch {
            tell(batch.written > before ? last.trouble : "it does not read what it is sent")
        }
        return true
    }

    private mutating func sendBatch() throws(SinkTrouble) {
        guard var sending = batch.take() else { return }
        let count = sending.recordsLeft
        defer { inbox.noteDelivered(count - sending.recordsLeft) }
        do throws(SinkTrouble) {
            try outlet.send(&sending, inbox.patience)
        } catch .refused(let reason) {
            inbox.noteMissed(sending.recordsLeft)
            return tell("\(reason), and does not want these records")
        } catch {
            batch = sending
            throw error
        }
        if sending.isDone { tell(nil) } else { batch = sending }
    }

    /// Waits for records, the end, or that the other side goes.
    private mutating func idle() throws(SinkTrouble) -> Bool {
        if inbox.isStopping { return false }
        guard inbox.patience.wait(for: outlet.watched, events: Self.hangUp) != .ready else {
            throw .failed("the other side has gone")
        }
        return true
    }

    /// Waits before the next attempt.
    private mutating func settle(_ trouble: SinkTrouble) -> Bool {
        guard case .failed(let reason, let retryAfter) = trouble else { return false }
        let workedFor = openedAt.map { $0.duration(to: .now) } ?? .zero
        let ending = outlet.close(inbox.patience)
        openedAt = nil
        batch?.restartLine()
        tell(ending ?? reason)
        let end = ContinuousClock.now + max(pauses.next(workedFor: workedFor), retryAfter ?? .zero)
        while ContinuousClock.now < end {
            // At the program's end there is no time for somebody who was not there.
            if inbox.isStopping { return false }
            _ = inbox.patience.wait(until: min(end, .now + Self.missedReportInterval))
            tell(last.trouble)
        }
        return true
    }

    /// Reports when trouble begins, changes or ends, and now and then what was missed.
    private mutating func tell(_ trouble: String?, isUrgent: Bool = false) {
        let account = inbox.account
        let now = SinkReport(
            title: last.title, trouble: trouble, delivered: account.delivered, missed: account.missed)
        let isDue = isUrgent || lastAt + Self.missedReportInterval <= .now
        guard now.trouble != last.trouble || (now.missed > last.missed && isDue) else { return }
        (last, lastAt) = (now, .now)
        report(now)
    }
}
