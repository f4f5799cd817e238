import WickIndicators
import WickMarket

extension ScalpingEMARSI {
    /// What the strategy decides by. The initial values are the defaults; names, ranges and units are in the table.
    struct Parameters: Equatable, Sendable {
        var emaFast = 5
        var emaSlow = 9
        var rsiPeriod = 7
        var rsiSmoothing = RelativeStrengthIndex.Smoothing.cutler
        var rsiLongMin = 50.0
        var rsiLongMax = 75.0
        var rsiShortMin = 25.0
        var rsiShortMax = 50.0
        var rsiExtremeLow = 20.0
        var rsiExtremeHigh = 80.0
        var volumeMultiplier = 1.5
        var volumeLookback = 20
        var atrPeriod = 14
        var atrSmoothing = AverageTrueRange.Smoothing.simple
        var atrMinThreshold = 0.2
        var atrMinPercent: Double?
        var slATRMultiple = 0.25
        var tpATRMultiple = 0.5
    }

    /// The entry for ``StrategyCatalog``.
    static let kind = StrategyKind(
        name: "scalping_ema_rsi",
        summary: "LONG or SHORT where a fast EMA crosses a slow one, with the RSI on its side and a volume spike.",
        table: table, contradictions: contradictions
    ) { parameters, minCandlesRequired throws(StrategyError) in
        do throws(IndicatorError) {
            return try ScalpingEMARSI(parameters: parameters, minCandlesRequired: minCandlesRequired)
        } catch {
            throw .indicator(error)
        }
    }

    private static let table = ParameterTable(
        defaults: Parameters(),
        .integer("ema_fast", \.emaFast, in: 1...1000, "period of the fast EMA of closes, in candles; below ema_slow"),
        .integer("ema_slow", \.emaSlow, in: 2...1000, "period of the slow EMA of closes, in candles"),
        .integer("rsi_period", \.rsiPeriod, in: 1...1000, "changes of the close that the RSI looks at, in candles"),
        .choice("rsi_smoothing", \.rsiSmoothing, "simple means (cutler) or Wilder's (wilder) of gains and losses"),
        .number("rsi_long_min", \.rsiLongMin, in: 0...100, "least RSI of a LONG, 0 to 100"),
        .number("rsi_long_max", \.rsiLongMax, in: 0...100, "greatest RSI of a LONG, 0 to 100"),
        .number("rsi_short_min", \.rsiShortMin, in: 0...100, "least RSI of a SHORT, 0 to 100"),
        .number("rsi_short_max", \.rsiShortMax, in: 0...100, "greatest RSI of a SHORT, 0 to 100"),
        .number("rsi_extreme_low", \.rsiExtremeLow, in: 0...100, "RSI below which there is no signal, 0 to 100"),
        .number("rsi_extreme_high", \.rsiExtremeHigh, in: 0...100, "RSI above which there is no signal, 0 to 100"),
        .number(
            "volume_multiplier", \.volumeMultiplier, in: 0...1000,
            "times the average volume that a candle's volume must exceed"),
        .integer(
            "volume_lookback", \.volumeLookback, in: 1...1000,
            "candles that the average volume is taken over, the current one included"),
        .integer("atr_period", \.atrPeriod, in: 1...1000, "true ranges that the ATR averages, in candles"),
        .choice("atr_smoothing", \.atrSmoothing, "simple mean (simple) or Wilder's (wilder) of true ranges"),
        .number("atr_min_threshold", \.atrMinThreshold, in: 0...1_000_000_000, "least ATR, in quote units"),
        .optionalNumber(
            "atr_min_percent", \.atrMinPercent, in: 0...100,
            "least ATR in percent of the close (0.05 is 0.05 %), in place of atr_min_threshold; null for none"),
        .number("sl_atr_multiple", \.slATRMultiple, in: 0.001...1000, "ATRs from the entry to the stop loss"),
        .number("tp_atr_multiple", \.tpATRMultiple, in: 0.001...1000, "ATRs from the entry to the take profit"))

    private static func contradictions(in parameters: Parameters) -> [ParameterError] {
        var found: [ParameterError] = []
        if parameters.emaFast >= parameters.emaSlow {
            let rule = "ema_fast (\(parameters.emaFast)) must be below ema_slow (\(parameters.emaSlow))"
            found.append(.contradiction(name: "ema_fast", other: "ema_slow", rule: rule))
        }
        func check(_ low: String, _ lowValue: Double, _ high: String, _ highValue: Double) {
            guard lowValue > highValue else { return }
            let (lowText, highText) = Double.texts(lowValue, highValue)
            let rule = "\(low) (\(lowText)) must not be above \(high) (\(highText))"
            found.append(.contradiction(name: low, other: high, rule: rule))
        }
        check("rsi_long_min", parameters.rsiLongMin, "rsi_long_max", parameters.rsiLongMax)
        check("rsi_short_min", parameters.rsiShortMin, "rsi_short_max", parameters.rsiShortMax)
        check("rsi_extreme_low", parameters.rsiExtremeLow, "rsi_extreme_high", parameters.rsiExtremeHigh)
        return found
    }
}
