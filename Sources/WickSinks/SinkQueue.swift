import Collections

/// The records that wait for a sink; the oldest go when there is no more room, and are counted.
///
/// Signals outlive candles: one that has to go while candles are still welcome is kept aside, first in line, since it is
/// older than all that wait. So a sink that is dead for hours still gets its newest thousand signals.
struct SinkQueue {
    /// The most records that wait.
    static let recordsMax = 20_000
    /// The most signals and refusals that are kept aside.
    static let signalsMax = 1_000

    /// All records that were dropped or given up.
    private(set) var missed = 0
    /// How many of those the sink was not told of yet.
    private var missedSinceTold = 0
    private var records: Deque<SinkRecord> = []
    private var signals: Deque<SinkRecord> = []

    var count: Int { signals.count + records.count }
    var isEmpty: Bool { records.isEmpty && signals.isEmpty }

    mutating func add(_ record: SinkRecord) {
        records.append(record)
        guard records.count > Self.recordsMax, let oldest = records.popFirst() else { return }
        switch oldest.kind {
        case .signal, .refusal:
            signals.append(oldest)
            if signals.count > Self.signalsMax {
                signals.removeFirst()
                noteMissed(1)
            }
        case .candle, .gap, .status:
            noteMissed(1)
        }
    }

    /// The oldest records, at most `countMax` of them, and how many were missed since the last time.
    mutating func take(_ countMax: Int) -> (missed: Int, records: [SinkRecord]) {
        defer { missedSinceTold = 0 }
        var taken = Array(signals.prefix(countMax))
        signals.removeFirst(taken.count)
        let rest = min(countMax - taken.count, records.count)
        taken += records.prefix(rest)
        records.removeFirst(rest)
        return (missedSinceTold, taken)
    }

    /// Counts records that were taken and could not be delivered.
    mutating func noteMissed(_ count: Int) {
        missed += count
        missedSinceTold += count
    }

    /// Drops all that waits, and counts it.
    mutating func giveUp() {
        noteMissed(count)
        records.removeAll()
        signals.removeAll()
    }
}
