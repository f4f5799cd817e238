import Glibc

/// A temporary folder with a kline file for each series of a market, as data.binance.vision publishes them.
struct KlineFolder {
    private let workplace: Workplace

    init(_ market: Market, candles: Int) throws {
        workplace = try Workplace()
        for (series, key) in market.keys.enumerated() {
            try Self.write(market, series, candles, to: "\(path)/\(key.symbol)-\(key.timeframe)-2024-03.csv")
        }
    }

    var path: String { workplace.path }

    func remove() { workplace.remove() }

    private static func write(_ market: Market, _ series: Int, _ candles: Int, to path: String) throws {
        guard let file = fopen(path, "w") else { throw BenchmarkError("\(path) cannot be written") }
        defer { fclose(file) }
        var out = WireBytes()
        for index in 0..<candles {
            let candle = market.candle(series, index)
            out.number(Int(candle.openTime))
            for price in [candle.open, candle.high, candle.low, candle.close] {
                out.text(",")
                out.decimal(price, digits: 2)
            }
            out.text(",")
            out.decimal(candle.volume, digits: 3)
            out.text(",")
            out.number(Int(candle.closeTime))
            out.text(",423305.63773405,")
            out.number(candle.trades)
            out.text(",25.94719700,230410.46415390,0\n")
            guard out.bytes.count > 1 << 20 || index == candles - 1 else { continue }
            guard fwrite(out.bytes, 1, out.bytes.count, file) == out.bytes.count else {
                throw BenchmarkError("\(path) cannot be written")
            }
            out.removeAll()
        }
    }
}
