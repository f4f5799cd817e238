import WickArchive
import WickEngine
import WickFeed
import WickMarket

/// Recorded kline files, merged by time.
public final class KlineTape: ReplayTape {
    private let records: MergedKlines
    private var playback: Playback
    private var next: (series: Int, record: KlineRecord)?

    /// - Parameters:
    ///   - records: the files, from their beginning.
    ///   - bufferSize: closed candles kept for each series, at least 1.
    public init(_ records: MergedKlines, bufferSize: Int) {
        self.records = records
        playback = Playback(keys: records.keys, bufferSize: bufferSize)
    }

    public var keys: [SeriesKey] { records.keys }
    public var view: any FeedView { playback }
    public var timeframe: Timeframe? { nil }
    public var mayBeCorrected: Bool { false }
    public var clock: ContinuousClock.Instant? { nil }
    /// A candle is known when it closes.
    public var nextTime: Timestamp? { next?.record.closeTime }
    public var progress: Double { records.progress }
    public var notes: [String] { [] }

    public func leads(to target: Timestamp) -> Bool { next.map { $0.record.closeTime <= target } ?? false }

    public func begin(_ tell: (CoreEvent) -> Void) throws(ArchiveError) {
        next = try records.nextOfSeries()
        guard let (_, record) = next else { return }
        playback.begin(at: record.candle.openTime)
        setStatus(.live, "playing", tell)
    }

    public func playNext(
        _ engine: inout Engine, now: ContinuousClock.Instant, _ tell: (CoreEvent) -> Void
    ) throws(ArchiveError) {
        guard let (series, record) = next else { return }
        let closed = playback.take(series, record, now: now)
        tell(.closed(closed, playback.router.keys[series]))
        if let signal = engine.take(closed, in: playback.router.buffers[series]) { tell(.signal(signal)) }
        next = nil
        next = try records.nextOfSeries()
    }

    public func end(_ error: ArchiveError?, _ tell: (CoreEvent) -> Void) {
        let skipped = records.skipped.total
        let note = skipped > 0 ? "; \(skipped) of its rows were passed over" : ""
        setStatus(.stopped, error.map { "\($0)" } ?? "the recording has ended\(note)", tell)
    }

    private func setStatus(_ state: FeedState, _ detail: String, _ tell: (CoreEvent) -> Void) {
        playback.setStatus(state, detail)
        tell(.status(playback.status, playback.exchangeTime))
    }
}
