import WickArchive
import WickFeed
import WickMarket

/// Recorded candles as a feed: each one closed, in order of time.
public struct Playback: FeedView, Sendable {
    public private(set) var router = CandleRouter()
    public private(set) var status = FeedStatus(state: .connecting, detail: "opening the files")
    public private(set) var exchangeTime: Timestamp?
    public private(set) var lastDataAt: ContinuousClock.Instant?

    private var ledgers: [Ledger] = []
    private var lastMessages: [ContinuousClock.Instant?] = []

    public private(set) var order: [Int] = []
    private var instruments: [Instrument?] = []

    /// A playback of these series, each once, that has not begun.
    /// - Parameter keys: the series, in the order of their indices.
    /// - Parameter bufferSize: closed candles kept for each series, at least 1.
    public init(keys: [SeriesKey], bufferSize: Int) {
        for key in keys {
            router.add(key, capacity: bufferSize)
            ledgers.append(Ledger())
            lastMessages.append(nil)
            instruments.append(nil)
        }
        order = Array(router.keys.indices)
    }

    /// A playback that goes on where another view ends.
    init(continuing view: some FeedView) {
        (router, order, status) = (view.router, view.order, view.status)
        (exchangeTime, lastDataAt) = (view.exchangeTime, view.lastDataAt)
        let series = router.keys.indices
        (ledgers, lastMessages) = (series.map(view.ledger), series.map(view.lastMessage))
        instruments = series.map(view.instrument)
    }

    public var totalLedger: Ledger { ledgers.reduce(Ledger(), +) }

    public func ledger(of series: Int) -> Ledger { ledgers[series] }

    public func lastMessage(of series: Int) -> ContinuousClock.Instant? { lastMessages[series] }

    /// Kline files carry no rules.
    public func instrument(of series: Int) -> Instrument? { instruments[series] }

    public func state(of series: Int, now: ContinuousClock.Instant) -> SeriesState {
        lastMessages[series] == nil ? .waiting : .live
    }

    /// Takes note of where the recording begins.
    mutating func begin(at time: Timestamp) { exchangeTime = time }

    /// Takes in the next record of a series; records of a series come in order.
    /// - Parameter series: its place among those given at the start.
    /// - Returns: the closed candle, which is in its buffer now.
    mutating func take(_ series: Int, _ record: KlineRecord, now: ContinuousClock.Instant) -> ClosedCandle {
        var holes = 0
        if let last = router.buffers[series].last {
            let span = router.keys[series].timeframe.milliseconds
            let slots = record.candle.openTime.milliseconds(since: last.openTime) / span
            holes = max(0, Int(slots) - 1)
        }
        router.append(record.candle, to: series)
        ledgers[series].holes += holes
        exchangeTime = max(exchangeTime ?? record.closeTime, record.closeTime)
        (lastDataAt, lastMessages[series]) = (now, now)
        return ClosedCandle(
            series: series, candle: record.candle, source: .file, timeliness: .fresh, holesBefore: holes)
    }

    /// Takes in a closed candle as a feed gave it, with its source.
    /// - Returns: the candle with the holes that lie before it now; `nil` if it is not the next of a series.
    mutating func take(_ closed: ClosedCandle, now: ContinuousClock.Instant) -> ClosedCandle? {
        guard router.keys.indices.contains(closed.series) else { return nil }
        let timeframe = router.keys[closed.series].timeframe
        if let last = router.buffers[closed.series].last, closed.candle.openTime <= last.openTime { return nil }
        guard closed.candle.flaw(in: timeframe) == nil else { return nil }
        let closeTime = timeframe.next(after: closed.candle.openTime)
        var next = take(closed.series, KlineRecord(candle: closed.candle, closeTime: closeTime), now: now)
        (next.source, next.timeliness) = (closed.source, closed.timeliness)
        return next
    }

    /// Changes the state.
    mutating func setStatus(_ state: FeedState, _ detail: String) {
        status = FeedStatus(state: state, detail: detail)
    }
}
