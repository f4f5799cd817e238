import Testing
import WickIndicators
import WickMarket
import WickTestKit

struct AverageTrueRangeTests {
    typealias Smoothing = AverageTrueRange.Smoothing

    // (high, low, close) (10, 8, 9) (11, 9, 10) (15, 13, 14) (14, 12, 13) (7, 6, 6). True ranges from the second on:
    // 11 − 9 = 2, 15 − 10 = 5 (a gap up), 14 − 12 = 2, 13 − 6 = 7 (a gap down).
    // Simple: (2+5)/2, (5+2)/2, (2+7)/2. Wilder: (2+5)/2, (3.5+2)/2, (2.75+7)/2.
    @Test(
        "matches values worked by hand",
        arguments: [(.simple, [nil, nil, 3.5, 3.5, 4.5]), (.wilder, [nil, nil, 3.5, 2.75, 4.875])]
            as [(Smoothing, [Double?])])
    func matchesHandWorkedValues(smoothing: Smoothing, expected: [Double?]) throws {
        let candles = [(10, 8, 9), (11, 9, 10), (15, 13, 14), (14, 12, 13), (7, 6, 6)].enumerated().map { index, at in
            var candle = CandleMaker.candle(index)
            (candle.high, candle.low, candle.close) = (Double(at.0), Double(at.1), Double(at.2))
            return candle
        }
        var atr = try AverageTrueRange(period: 2, smoothing: smoothing)
        #expect(candles.map { atr.update($0) } == expected)
    }

    @Test("refuses a period that cannot be one", arguments: [0, -1, .min, .max])
    func refusesPeriod(_ period: Int) {
        #expect(throws: IndicatorError.periodOutOfRange(period)) {
            try AverageTrueRange(period: period, smoothing: .simple)
        }
    }

    @Test("agrees with means worked out afresh", arguments: 0..<60 as Range<UInt64>, Smoothing.allCases)
    func agreesWithFreshMeans(seed: UInt64, smoothing: Smoothing) throws {
        let candles = Series.walk(300, seed: seed)
        let period = Series.period(seed: seed)
        var atr = try AverageTrueRange(period: period, smoothing: smoothing)
        var ranges: [Double] = []
        for (index, candle) in candles.enumerated() {
            let value = atr.update(candle)
            if index > 0 {
                let before = candles[index - 1].close  // as Wilder words it: the greatest of three
                ranges.append(max(candle.high - candle.low, abs(candle.high - before), abs(candle.low - before)))
            }
            #expect(agree(value, naive(ranges, period: period, smoothing: smoothing)), "at \(index)")
        }
    }

    @Test(
        "previews what an update gives, to the last bit, and changes nothing",
        arguments: 0..<20 as Range<UInt64>, Smoothing.allCases)
    func previews(seed: UInt64, smoothing: Smoothing) throws {
        let candles = Series.walk(200, seed: seed)
        var atr = try AverageTrueRange(period: Series.period(seed: seed), smoothing: smoothing)
        for (candle, other) in zip(candles, candles.reversed()) {
            let before = atr.value
            _ = atr.preview(other)
            let preview = atr.preview(candle)
            #expect(atr.value == before)
            #expect(atr.update(candle) == preview)
        }
    }

    private func naive(_ ranges: [Double], period: Int, smoothing: Smoothing) -> Double? {
        guard ranges.count >= period else { return nil }
        switch smoothing {
        case .simple: return ranges.suffix(period).reduce(0, +) / Double(period)
        case .wilder:
            let seed = ranges.prefix(period).reduce(0, +) / Double(period)
            return ranges.dropFirst(period).reduce(seed) { ($0 * Double(period - 1) + $1) / Double(period) }
        }
    }
}
