import WickMarket
import WickStrategy
import WickTestKit

/// Strategies and candles for properties: random, but such that every outcome occurs.
enum RandomStrategy {
    static func make(using random: inout some RandomNumberGenerator) throws -> any Strategy {
        func number(_ range: ClosedRange<Int>) -> ParameterValue { .integer(.random(in: range, using: &random)) }
        let parameters: [String: ParameterValue] = [
            "ema_fast": number(1...5), "ema_slow": number(6...12), "rsi_period": number(1...10),
            "rsi_smoothing": .text(Bool.random(using: &random) ? "cutler" : "wilder"),
            "atr_period": number(1...15), "atr_smoothing": .text(Bool.random(using: &random) ? "simple" : "wilder"),
            "volume_lookback": number(1...20), "volume_multiplier": .number(.random(in: 0...1.2, using: &random)),
            "atr_min_percent": Bool.random(using: &random) ? .null : .number(.random(in: 0...0.5, using: &random)),
            "rsi_long_min": number(30...50), "rsi_extreme_high": number(75...100),
        ]
        return try StrategyCatalog.kind(named: "scalping_ema_rsi")
            .make(parameters: parameters, minCandlesRequired: .random(in: 1...30, using: &random))
    }

    /// A random walk with still minutes in between.
    static func candles(_ count: Int, using random: inout some RandomNumberGenerator) -> [Candle] {
        var candles = CandleMaker.randomWalk(count, using: &random)
        for index in 1..<count where Int.random(in: 0..<6, using: &random) == 0 {
            let end = min(count, index + Int.random(in: 1...12, using: &random))
            for still in index..<end {
                candles[still] = CandleMaker.candle(still, close: candles[index - 1].close, volume: 0)
            }
        }
        return candles
    }
}
