import WickCore
import WickEngine
import WickFeed
import WickMarket

/// Something that sinks are told: a value that is cheap to hand over, and is put into words on the sink's own thread.
public enum SinkRecord: Sendable {
    /// What it is, as the `type` of its line says.
    public enum Kind: String, CaseIterable, Sendable {
        case candle, signal, refusal, gap, status
    }

    case candle(ClosedCandle, SeriesKey)
    /// Other values of a candle that was told before; goes wherever candles go.
    case correction(Candle, SeriesKey)
    /// A signal with its plan, or with the refusal of one. Indirect, for it is large and rare.
    indirect case signal(SignalRecord)
    case gap(GapReport, SeriesKey)
    case status(FeedStatus, Timestamp?)

    /// What the core tells, but for what is for its log.
    public init?(_ event: CoreEvent) {
        switch event {
        case .closed(let closed, let key): self = .candle(closed, key)
        case .corrected(let candle, let key): self = .correction(candle, key)
        case .signal(let record): self = .signal(record)
        case .gap(let report, let key): self = .gap(report, key)
        case .status(let status, let time): self = .status(status, time)
        case .notice, .alert: return nil
        }
    }

    /// What it is.
    public var kind: Kind {
        switch self {
        case .candle, .correction: .candle
        case .signal(let record): if case .refused = record.verdict { .refusal } else { .signal }
        case .gap: .gap
        case .status: .status
        }
    }

    /// The line of `--format jsonl`, with its line break.
    var line: [UInt8] {
        switch self {
        case .candle(let closed, let key): OutputLine.candle(closed, of: key, .jsonl)
        case .correction(let candle, let key): OutputLine.correction(candle, of: key, .jsonl)
        case .signal(let record): OutputLine.signal(record, .jsonl)
        case .gap(let report, let key): OutputLine.gap(report, of: key, .jsonl)
        case .status(let status, let time): OutputLine.status(status, at: time, .jsonl)
        }
    }
}
