import WickEngine
import WickFeed
import WickMarket
import WickRisk
import WickStrategy
import WickTestKit

/// One symbol of a ``DemoMarket``: a random walk, the strategy that watches it, and what both have led to.
struct DemoSeries: Sendable {
    let key: SeriesKey
    let rules: InstrumentRules
    private(set) var series = CandleSeries(capacity: 500)
    private(set) var rows: [CandleRow] = []
    private(set) var lastSignal: (side: Side, openTime: Timestamp)?
    private var strategy: any Strategy
    private let stepSize: Double
    private var price: Double

    init(symbol: String, price: Double, volatility: Double, tickSize: Double) throws {
        key = SeriesKey(symbol: try Symbol(symbol), timeframe: .oneMinute)
        rules = InstrumentRules(tickSize: tickSize, stepSize: price > 1000 ? 0.00001 : 1, minNotional: 5)
        strategy = try StrategyCatalog.kind(named: "scalping_ema_rsi")
            .make(parameters: ["atr_min_percent": .number(0.01)], minCandlesRequired: 30)
        (self.price, stepSize) = (price, volatility)
    }

    /// Moves the price at `time`; a candle that ends there is closed.
    /// - Returns: the row of the candle that closed, if one did.
    mutating func step(at time: Timestamp, using random: inout SeededRandom) -> CandleRow? {
        let open = key.timeframe.openTime(containing: time)
        var closed: CandleRow?
        if let forming = series.forming, forming.openTime < open {
            series.append(forming)
            let decision = strategy.update(closed: forming, in: series)
            let row = CandleRow(candle: forming, decision: decision)
            rows = rows.suffix(499) + [row]
            if let signal = decision.signal { lastSignal = (signal.side, forming.openTime) }
            closed = row
        }
        price = max(price * (1 + Double.random(in: -stepSize...stepSize, using: &random)), 1e-7)
        let shown = rules.roundedToTick(price)
        let isBusy = Int.random(in: 0..<40, using: &random) == 0
        let volume = Double.random(in: 0...(isBusy ? 30 : 1), using: &random) * (20_000 / price)
        var candle =
            series.forming ?? Candle(openTime: open, open: shown, high: shown, low: shown, close: shown, volume: 0)
        (candle.high, candle.low, candle.close) = (max(candle.high, shown), min(candle.low, shown), shown)
        candle.volume += volume
        series.update(forming: candle)
        return closed
    }

    var outlook: Decision? {
        series.forming.map { strategy.preview(forming: $0, in: series) } ?? rows.last?.decision
    }

    func symbolRow(age: Duration) -> SymbolRow {
        let last = series.forming?.close ?? series.last?.close
        let base = rows.first?.candle.open
        var change: Double?
        if let last, let base { change = last / base - 1 }
        let nothing = Candle(openTime: CandleMaker.start, open: 0, high: 0, low: 0, close: 0, volume: 0)
        return SymbolRow(
            key: key, state: .live, priceDigits: rules.priceDigits ?? 2, last: last, change: change,
            changeSpan: key.timeframe.duration * rows.count,
            readings: outlook?.readings ?? IndicatorReadings(of: nothing, candles: 0), age: age,
            lastSignalSide: lastSignal?.side, lastSignalTime: lastSignal?.openTime)
    }

    func selected(candleCount: Int) -> SelectedSeries {
        let name = key.symbol.name
        return SelectedSeries(
            key: key, state: .live, baseAsset: String(name.dropLast(4)), quoteAsset: String(name.suffix(4)),
            priceDigits: rules.priceDigits ?? 2, sizeDigits: rules.sizeDigits ?? 0,
            candles: Array(rows.suffix(candleCount)), forming: series.forming, outlook: outlook,
            rules: outlook.map { strategy.rules(for: $0) } ?? [], ledger: Ledger())
    }
}
