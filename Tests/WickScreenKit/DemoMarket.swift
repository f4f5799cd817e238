import WickEngine
import WickFeed
import WickMarket
import WickRisk
import WickStrategy
import WickTestKit

/// A market made up from a seed, watched by the real strategy and the real risk engine: snapshots for looking at the screen
/// without a feed.
public struct DemoMarket: Sendable {
    /// What the status line shall say.
    public var status = FeedStatus(state: .live, detail: "")
    /// What one looks at.
    public var mode = MonitorMode.simulated(speed: 10)
    /// The states of series that are not live, by their place in the watchlist.
    public var states: [Int: SeriesState] = [:]
    /// The newest time.
    public private(set) var time: Timestamp
    /// Every signal so far.
    public private(set) var log: [SignalRecord] = []

    private var series: [DemoSeries]
    private var random: SeededRandom
    private let risk = RiskEngine(settings: RiskSettings())

    /// A market of the first `count` of these symbols that has run for so many minutes.
    public init(seed: UInt64, symbols count: Int = 3, minutes: Int = 200) throws {
        random = SeededRandom(seed: seed)
        time = CandleMaker.start.advanced(byMilliseconds: 43_200_000 - Int64(minutes) * 60_000)
        series = try (0..<count).map { index in
            let (name, price, volatility, tickSize) = Self.symbols[index % Self.symbols.count]
            let symbol = index < Self.symbols.count ? name : "C\(index)USDT"
            return try DemoSeries(symbol: symbol, price: price, volatility: volatility, tickSize: tickSize)
        }
        for _ in 0..<minutes * 12 { advance(seconds: 5) }
    }

    /// Lets time pass, and every price move once.
    public mutating func advance(seconds: Int) {
        time = time.advanced(byMilliseconds: Int64(seconds) * 1000)
        for index in series.indices {
            guard let row = series[index].step(at: time, using: &random), let signal = row.decision.signal else {
                continue
            }
            let verdict = risk.plan(for: signal, equity: 10_000, rules: series[index].rules)
            log.append(
                SignalRecord(
                    number: log.count + 1, key: series[index].key, openTime: row.candle.openTime, signal: signal,
                    readings: row.decision.readings, verdict: verdict, isLate: false))
        }
    }

    /// What the core would say.
    public func snapshot(_ request: SnapshotRequest, age: Duration = .milliseconds(300)) -> Snapshot {
        let end = min(request.logEnd ?? log.count, log.count)
        let range = request.rows.clamped(to: 0..<series.count)
        let selected = series.firstIndex { $0.key == request.selected } ?? 0
        var snapshot = Snapshot(
            exchange: mode == .live ? "Binance" : "Simulated exchange", mode: mode, status: status, exchangeTime: time,
            dataAge: age, timeframe: .oneMinute, seriesCount: series.count,
            rows: range.map { series[$0].symbolRow(age: age) }, firstRow: range.lowerBound,
            selected: series.isEmpty ? nil : series[selected].selected(candleCount: request.candleCount),
            log: Array(log[max(0, end - request.logCount)..<end]), logNewest: log.count, ledger: Ledger())
        for (place, state) in states where range.contains(place) {
            snapshot.rows[place - range.lowerBound].state = state
        }
        if let state = states[selected] { snapshot.selected?.state = state }
        return snapshot
    }

    private static let symbols: [(String, Double, Double, Double)] = [
        ("BTCUSDT", 67_123.45, 0.0004, 0.01), ("ETHUSDT", 3_506.06, 0.0005, 0.01), ("SOLUSDT", 132.71, 0.0008, 0.01),
        ("DOGEUSDT", 0.18123, 0.0009, 0.00001), ("PEPEUSDT", 0.00000812, 0.0015, 0.00000001),
        ("XRPUSDT", 0.6123, 0.0006, 0.0001), ("ADAUSDT", 0.7431, 0.0006, 0.0001), ("AVAXUSDT", 42.13, 0.0008, 0.01),
        ("LINKUSDT", 19.877, 0.0008, 0.001), ("LTCUSDT", 88.31, 0.0006, 0.01),
        ("1000SATSUSDT", 0.0005123, 0.0012, 1e-7),
        ("DOTUSDT", 9.912, 0.0007, 0.001),
    ]
}
