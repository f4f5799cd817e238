import WickCore
import WickSinks

/// All sinks. Like standard output, they are told of a signal once it is on disk.
struct SinkGroup: Sendable {
    private let sinks: [Sink]
    private let gate: JournalGate<SinkRecord>

    /// A group of these sinks, which are at work already.
    init(_ sinks: [Sink]) {
        self.sinks = sinks
        gate = JournalGate { record in for sink in sinks { sink.take(record) } }
    }

    /// Hands over what the core tells. It does not wait.
    func take(_ event: CoreEvent) {
        guard !sinks.isEmpty, let record = SinkRecord(event) else { return }
        if case .signal(let signal) = record {
            gate.take(record, signal: signal.number)
        } else {
            gate.take(record)
        }
    }

    /// The journal has all signals up to this number; with trouble, it cannot take the others now.
    func journalled(upTo number: Int, hasTrouble: Bool) { gate.written(upTo: number, hasTrouble: hasTrouble) }

    /// Lets all go: there is no journal, or none any more.
    func openGate() { gate.open() }

    /// Takes nothing more; what is not delivered by then is missed.
    func stop(at time: ContinuousClock.Instant) { for sink in sinks { sink.stop(at: time) } }

    /// Waits for the end of all.
    func waitForEnd(until time: ContinuousClock.Instant) { for sink in sinks { sink.waitForEnd(until: time) } }
}
