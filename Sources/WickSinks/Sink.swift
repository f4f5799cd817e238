import Dispatch
import WickNetwork

/// Takes records from the feed's thread without ever waiting, and delivers them on a thread of its own.
///
/// A sink that is slow, dead or comes and goes costs the feed nothing: what there is no room for is dropped, counted and
/// said. Lines that were not taken are sent again, so that after a break some may arrive twice; what a command or a
/// socket's reader had taken and not read when it died is not known here, and lost.
public final class Sink: Sendable {
    /// How it names itself in logs.
    public let title: String

    private let kinds: Set<SinkRecord.Kind>
    private let inbox: SinkInbox
    private let ended = DispatchSemaphore(value: 0)

    /// Starts its thread, which runs until ``stop(at:)``.
    ///
    /// - Parameters:
    ///   - setup: what it is given, and where that goes.
    ///   - network: how a webhook connects.
    ///   - keepsErrors: whether a command's errors go to wick's standard error, and not nowhere.
    ///   - report: is told on the sink's thread when trouble begins, changes or ends, and of what was missed. It must be
    ///     brief.
    /// - Throws: why the system gives no thread or descriptor.
    public convenience init(
        _ setup: SinkSetup, network: NetworkOptions, keepsErrors: Bool,
        report: @escaping @Sendable (SinkReport) -> Void
    ) throws(SinkError) {
        let outlet: any SinkOutlet =
            switch setup.target {
            case .command(let words): CommandOutlet(words: words, keepsErrors: keepsErrors)
            case .socket(let path): SocketOutlet(path: path)
            case .webhook(let url): WebhookOutlet(url: url, options: network)
            }
        try self.init(setup, outlet, pauses: SinkPauses(), report: report)
    }

    init(
        _ setup: SinkSetup, _ outlet: any SinkOutlet, pauses: SinkPauses,
        report: @escaping @Sendable (SinkReport) -> Void
    ) throws(SinkError) {
        (title, kinds, inbox) = (setup.title, setup.kinds, try SinkInbox())
        try SinkThread.start { [title, inbox, ended] in
            var worker = SinkWorker(title: title, inbox: inbox, outlet: outlet, pauses: pauses, report: report)
            worker.run()
            ended.signal()
        }
    }

    /// What became of the records so far; those that wait or are under way are neither.
    public var account: (delivered: Int, missed: Int) { inbox.account }

    /// Hands over a record, if the sink wants its kind. From any thread; it does not wait.
    public func take(_ record: SinkRecord) {
        if kinds.contains(record.kind) { inbox.add(record) }
    }

    /// Takes nothing more, and ends once all is delivered, or at that time; what is left then counts as missed.
    public func stop(at time: ContinuousClock.Instant) { inbox.stop(at: time) }

    /// Waits for its end, once, after ``stop(at:)``.
    /// - Returns: whether it came in time.
    @discardableResult
    public func waitForEnd(until time: ContinuousClock.Instant) -> Bool {
        let left = max(.zero, ContinuousClock.now.duration(to: time))
        return ended.wait(timeout: .now() + .nanoseconds(Int(left / .nanoseconds(1)))) == .success
    }
}
