import WickEngine
@testable import WickFeed
import WickMarket
import WickRisk
import WickStrategy
import WickTestKit

/// A feed whose every answer a test sets, and an engine on it. A class, so that an expectation may change it.
final class TestFeed: FeedView {
    var router = CandleRouter()
    var status = FeedStatus(state: .live, detail: "data flows")
    var exchangeTime: Timestamp?
    var lastDataAt: ContinuousClock.Instant?
    var ledgers: [Ledger] = []
    var states: [SeriesState] = []
    var lastMessages: [ContinuousClock.Instant?] = []
    var instruments: [Instrument?] = []
    var order: [Int] = []
    var nextTimeframe: Timeframe?
    var symbolList = SymbolList.unasked
    var engine: Engine

    /// Series of one-minute candles of these symbols, each with a strategy of its own.
    init(
        _ symbols: [String] = ["BTCUSDT"], timeframe: Timeframe = .oneMinute, capacity: Int = 100,
        settings: RiskSettings = RiskSettings(), strategy: any Strategy = SteadyStrategy(),
        logSize: Int = Engine.logMax
    ) throws {
        let keys = try symbols.map { SeriesKey(symbol: try Symbol($0), timeframe: timeframe) }
        engine = Engine(
            series: keys.map { ($0, strategy) }, risk: RiskEngine(settings: settings), bufferSize: capacity,
            logSize: logSize, makeStrategy: { _ in strategy })
        for key in keys {
            router.add(key, capacity: capacity)
            ledgers.append(Ledger())
            states.append(.live)
            lastMessages.append(nil)
            instruments.append(nil)
            order.append(order.count)
        }
    }

    var totalLedger: Ledger { ledgers.reduce(Ledger(), +) }
    func ledger(of series: Int) -> Ledger { ledgers[series] }
    func state(of series: Int, now: ContinuousClock.Instant) -> SeriesState { states[series] }
    func lastMessage(of series: Int) -> ContinuousClock.Instant? { lastMessages[series] }
    func instrument(of series: Int) -> Instrument? { instruments[series] }

    /// Takes in a closed candle as the core does.
    @discardableResult
    func close(
        _ candle: Candle, of series: Int = 0, _ timeliness: ClosedCandle.Timeliness = .fresh, holesBefore: Int = 0
    ) -> SignalRecord? {
        router.append(candle, to: series)
        let closed = ClosedCandle(
            series: series, candle: candle, source: .stream, timeliness: timeliness, holesBefore: holesBefore)
        return engine.take(closed, in: router.buffers[series])
    }

    /// Sets the forming candle, as the feed does.
    func setForming(_ candle: Candle, of series: Int = 0) { router.buffers[series].update(forming: candle) }

    /// Puts other values in the place of a closed candle, as the feed does.
    func correct(_ candle: Candle, of series: Int = 0) { router.buffers[series].correct(candle) }

    func snapshot(
        _ request: SnapshotRequest = SnapshotRequest(), logShown: Int = .max, trouble: String? = nil,
        now: ContinuousClock.Instant = .now
    ) -> Snapshot {
        engine.snapshot(
            request, of: self, exchange: "Test", mode: .live, timeframe: .oneMinute, logShown: logShown,
            journalTrouble: trouble, now: now)
    }
}
