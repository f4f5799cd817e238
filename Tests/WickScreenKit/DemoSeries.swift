import WickFeed
import WickMarket
import WickStrategy
import WickTestKit

/// One symbol of a ``DemoMarket``: a random walk.
struct DemoSeries: Sendable {
    let key: SeriesKey
    let instrument: Instrument
    let strategy: any Strategy
    private let volatility: Double
    private var price: Double
    private var forming: Candle?

    init(symbol: String, price: Double, volatility: Double, tickSize: Double) throws {
        key = SeriesKey(symbol: try Symbol(symbol), timeframe: .oneMinute)
        instrument = Instrument(
            symbol: key.symbol, status: .trading, baseAsset: String(symbol.dropLast(4)),
            quoteAsset: String(symbol.suffix(4)),
            rules: InstrumentRules(tickSize: tickSize, stepSize: price > 1000 ? 0.00001 : 1, minNotional: 5))
        strategy = try StrategyCatalog.kind(named: "scalping_ema_rsi")
            .make(parameters: ["atr_min_percent": .number(0.01)], minCandlesRequired: 30)
        (self.price, self.volatility) = (price, volatility)
    }

    /// Moves the price at `time`.
    /// - Returns: the candle that changes now, and the one that closed, if one did.
    mutating func step(at time: Timestamp, using random: inout SeededRandom) -> (forming: Candle, closed: Candle?) {
        let open = key.timeframe.openTime(containing: time)
        let closed = forming.flatMap { $0.openTime < open ? $0 : nil }
        if closed != nil { forming = nil }
        price = max(price * (1 + Double.random(in: -volatility...volatility, using: &random)), 1e-7)
        let shown = instrument.rules.roundedToTick(price)
        let isBusy = Int.random(in: 0..<40, using: &random) == 0
        let volume = Double.random(in: 0...(isBusy ? 30 : 1), using: &random) * (20_000 / price)
        var candle = forming ?? Candle(openTime: open, open: shown, high: shown, low: shown, close: shown, volume: 0)
        (candle.high, candle.low, candle.close) = (max(candle.high, shown), min(candle.low, shown), shown)
        candle.volume += volume
        forming = candle
        return (candle, closed)
    }
}
