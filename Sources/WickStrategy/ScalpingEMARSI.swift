import WickIndicators
import WickMarket

/// `scalping_ema_rsi`: a crossing of two EMAs, with the RSI on its side and volume behind it.
///
/// The first rule that applies decides: too few candles; an indicator undefined; the ATR too small; the RSI extreme;
/// the volume not above a multiple of its average; the fast EMA crosses above the slow one with the RSI in the long
/// range: LONG; it crosses below with the RSI in the short range: SHORT; else nothing. A signal's stop and target lie
/// multiples of the ATR from the close. The EMAs are seeded with the first close.
struct ScalpingEMARSI: Strategy {
    let parameters: Parameters
    let minCandlesRequired: Int
    private let fresh: Indicators
    private var indicators: Indicators

    /// A strategy that has seen no candle.
    ///
    /// - Parameter parameters: what to decide by; as the table of ``kind`` allows.
    /// - Parameter minCandlesRequired: the candles to see before the first signal.
    /// - Throws: ``IndicatorError`` where a period cannot be one.
    init(parameters: Parameters, minCandlesRequired: Int) throws(IndicatorError) {
        (self.parameters, self.minCandlesRequired) = (parameters, minCandlesRequired)
        fresh = try Indicators(parameters)
        indicators = fresh
    }

    mutating func update(closed candle: Candle, in series: CandleSeries) -> Decision {
        // In a line of its own: as an argument it would be worked out on a copy of the rings, which costs their memory anew.
        let readings = indicators.update(candle)
        return decision(on: candle, readings: readings)
    }

    func preview(forming candle: Candle, in series: CandleSeries) -> Decision {
        decision(on: candle, readings: indicators.preview(candle))
    }

    mutating func reset() { indicators = fresh }

    var scale: ReadingScale {
        var scale = ReadingScale()
        (scale.emaFast, scale.emaSlow) = (parameters.emaFast, parameters.emaSlow)
        (scale.rsi, scale.atr, scale.volume) = (parameters.rsiPeriod, parameters.atrPeriod, parameters.volumeLookback)
        (scale.rsiLong, scale.rsiShort) = (rsiRange(for: .long), rsiRange(for: .short))
        (scale.rsiNotExtreme, scale.volumeMultiple) = (rsiNotExtreme, parameters.volumeMultiplier)
        return scale
    }

    private func decision(on candle: Candle, readings: IndicatorReadings) -> Decision {
        Decision(openTime: candle.openTime, outcome: outcome(of: readings), readings: readings)
    }

    private func outcome(of readings: IndicatorReadings) -> Decision.Outcome {
        guard readings.candles >= minCandlesRequired else { return .noSignal(.insufficientData) }
        guard readings.hasAverages, let rsi = readings.rsi, let atr = readings.atr, let average = readings.volumeAverage
        else { return .noSignal(.missingIndicators) }
        guard atr >= atrMin(close: readings.close) else { return .noSignal(.lowVolatility) }
        guard rsiNotExtreme.contains(rsi) else { return .noSignal(.extremeRSI) }
        guard readings.volume > volumeMin(average: average) else { return .noSignal(.noVolumeSpike) }
        guard let side = readings.crossing, rsiRange(for: side).contains(rsi) else { return .noSignal(.noSetup) }
        return .signal(
            Signal(
                side: side, entry: readings.close, stopDistance: parameters.slATRMultiple * atr,
                targetDistance: parameters.tpATRMultiple * atr, atr: atr))
    }
}

// What each rule asks, in numbers: for the decision and for its explanation.
extension ScalpingEMARSI {
    /// The least ATR that may give a signal, in quote units.
    func atrMin(close: Double) -> Double {
        parameters.atrMinPercent.map { $0 / 100 * close } ?? parameters.atrMinThreshold
    }

    /// The RSI outside of which there is no signal.
    var rsiNotExtreme: ClosedRange<Double> { parameters.rsiExtremeLow...parameters.rsiExtremeHigh }

    /// The volume that a candle must exceed, in base units.
    func volumeMin(average: Double) -> Double { parameters.volumeMultiplier * average }

    /// The RSI that a signal of this side asks for.
    func rsiRange(for side: Side) -> ClosedRange<Double> {
        switch side {
        case .long: parameters.rsiLongMin...parameters.rsiLongMax
        case .short: parameters.rsiShortMin...parameters.rsiShortMax
        }
    }
}
