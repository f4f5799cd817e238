import WickIndicators
import WickMarket

extension ScalpingEMARSI {
    /// The indicators of the strategy, all fed with the same candles.
    struct Indicators: Sendable {
        private var emaFast, emaSlow: ExponentialMovingAverage
        private var rsi: RelativeStrengthIndex
        private var atr: AverageTrueRange
        private var volumeAverage: SimpleMovingAverage
        private var candles = 0

        init(_ parameters: Parameters) throws(IndicatorError) {
            emaFast = try ExponentialMovingAverage(period: parameters.emaFast, seeding: .firstClose)
            emaSlow = try ExponentialMovingAverage(period: parameters.emaSlow, seeding: .firstClose)
            rsi = try RelativeStrengthIndex(period: parameters.rsiPeriod, smoothing: parameters.rsiSmoothing)
            atr = try AverageTrueRange(period: parameters.atrPeriod, smoothing: parameters.atrSmoothing)
            volumeAverage = try SimpleMovingAverage(period: parameters.volumeLookback)
        }

        /// Takes in a closed candle, and reads every indicator.
        mutating func update(_ candle: Candle) -> IndicatorReadings {
            var readings = readingsBefore(candle)
            candles += 1
            readings.emaFast = emaFast.update(close: candle.close)
            readings.emaSlow = emaSlow.update(close: candle.close)
            readings.rsi = rsi.update(close: candle.close)
            readings.atr = atr.update(candle)
            readings.volumeAverage = volumeAverage.update(candle.volume)
            return readings
        }

        /// What ``update(_:)`` would read.
        func preview(_ candle: Candle) -> IndicatorReadings {
            var readings = readingsBefore(candle)
            readings.emaFast = emaFast.preview(close: candle.close)
            readings.emaSlow = emaSlow.preview(close: candle.close)
            readings.rsi = rsi.preview(close: candle.close)
            readings.atr = atr.preview(candle)
            readings.volumeAverage = volumeAverage.preview(candle.volume)
            return readings
        }

        private func readingsBefore(_ candle: Candle) -> IndicatorReadings {
            var readings = IndicatorReadings(of: candle, candles: candles + 1)
            (readings.previousEMAFast, readings.previousEMASlow) = (emaFast.value, emaSlow.value)
            return readings
        }
    }
}
