import Testing
import WickIndicators
import WickMarket

struct RelativeStrengthIndexTests {
    typealias Smoothing = RelativeStrengthIndex.Smoothing

    // Changes of 10 12 11 14 14 14 13: +2 −1 +3 0 0 −1. Windows of two, gain and loss:
    // 2:1 → 100 × 2/3; 3:1 → 75; 3:0 → 100; 0:0 → undefined; 0:1 → 0.
    @Test("in Cutler's form matches values worked by hand")
    func cutler() throws {
        var rsi = try RelativeStrengthIndex(period: 2, smoothing: .cutler)
        let values = [10, 12, 11, 14, 14, 14, 13].map { rsi.update(close: $0) }
        let expected: [Double?] = [nil, nil, 200.0 / 3, 75, 100, nil, 0]
        #expect(zip(values, expected).allSatisfy(agree))
    }

    // Gains 2 0 3 0, losses 0 1 0 1. Seeds 1 and 0.5 → 100 × 1/1.5; then (1+3)/2 = 2 and (0.5+0)/2 = 0.25 → 100 × 2/2.25;
    // then (2+0)/2 = 1 and (0.25+1)/2 = 0.625 → 100 × 1/1.625.
    @Test("in Wilder's form matches values worked by hand")
    func wilder() throws {
        var rsi = try RelativeStrengthIndex(period: 2, smoothing: .wilder)
        let values = [10, 12, 11, 14, 13].map { rsi.update(close: $0) }
        let expected: [Double?] = [nil, nil, 200.0 / 3, 800.0 / 9, 800.0 / 13]
        #expect(zip(values, expected).allSatisfy(agree))
    }

    // The worked example of StockCharts' ChartSchool for RSI(14): closes of QQQQ, and the index to two digits.
    @Test("in Wilder's form matches ChartSchool's example")
    func chartSchool() throws {
        let closes = [
            44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264, 45.0955, 45.4245, 45.8433, 46.0826, 45.8931, 46.0328,
            45.6140, 46.2820, 46.2820, 46.0028, 46.0328, 46.4116, 46.2222, 45.6439, 46.2122, 46.2521, 45.7137, 46.4515,
            45.7835, 45.3548, 44.0288, 44.1783, 44.2181, 44.5672, 43.4205, 42.6628, 43.1314,
        ]
        let expected = [
            70.53, 66.32, 66.55, 69.41, 66.36, 57.97, 62.93, 63.26, 56.06, 62.38, 54.71, 50.42, 39.99, 41.46, 41.87,
            45.46, 37.30, 33.08, 37.77,
        ]
        var rsi = try RelativeStrengthIndex(period: 14, smoothing: .wilder)
        let values = closes.compactMap { rsi.update(close: $0) }
        #expect(values.count == expected.count)
        #expect(zip(values, expected).allSatisfy { abs($0 - $1) < 0.01 }, "\(values)")
    }

    @Test("refuses a period that cannot be one", arguments: [0, -1, .min, .max])
    func refusesPeriod(_ period: Int) {
        #expect(throws: IndicatorError.periodOutOfRange(period)) {
            try RelativeStrengthIndex(period: period, smoothing: .cutler)
        }
    }

    @Test("agrees with means worked out afresh", arguments: 0..<60 as Range<UInt64>, Smoothing.allCases)
    func agreesWithFreshMeans(seed: UInt64, smoothing: Smoothing) throws {
        let closes = seed % 2 == 0 ? Series.wild(400, seed: seed) : Series.walk(400, seed: seed).map(\.close)
        let period = Series.period(seed: seed)
        var rsi = try RelativeStrengthIndex(period: period, smoothing: smoothing)
        for index in closes.indices {
            let value = rsi.update(close: closes[index])
            #expect(agree(value, naive(Array(closes[...index]), period: period, smoothing: smoothing)), "at \(index)")
            if let value { #expect((0...100).contains(value)) }
        }
    }

    @Test("knows no loss from a small one after a crash has left the window", arguments: 1...9)
    func zeroIsExact(period: Int) throws {
        var rsi = try RelativeStrengthIndex(period: period, smoothing: .cutler)
        for close in [1, 1e15, 1e-3] { rsi.update(close: close) }
        for step in 1...period { rsi.update(close: 1e-3 * (1 + Double(step))) }
        #expect(rsi.value == 100)
        for _ in 0..<period { rsi.update(close: 1e-3 * (1 + Double(period))) }
        #expect(rsi.value == nil)
        rsi.update(close: 1e-4)
        #expect(rsi.value == 0)
    }

    @Test(
        "previews what an update gives, to the last bit, and changes nothing",
        arguments: 0..<20 as Range<UInt64>, Smoothing.allCases)
    func previews(seed: UInt64, smoothing: Smoothing) throws {
        let closes = Series.wild(200, seed: seed)
        var rsi = try RelativeStrengthIndex(period: Series.period(seed: seed), smoothing: smoothing)
        for (close, other) in zip(closes, closes.reversed()) {
            let before = rsi.value
            _ = rsi.preview(close: other)
            let preview = rsi.preview(close: close)
            #expect(rsi.value == before)
            #expect(rsi.update(close: close) == preview)
        }
    }

    private func naive(_ closes: [Double], period: Int, smoothing: Smoothing) -> Double? {
        let changes = zip(closes.dropFirst(), closes).map { $0 - $1 }
        guard changes.count >= period else { return nil }
        func mean(_ values: [Double]) -> Double {
            switch smoothing {
            case .cutler: return values.suffix(period).reduce(0, +) / Double(period)
            case .wilder:
                let seed = values.prefix(period).reduce(0, +) / Double(period)
                return values.dropFirst(period).reduce(seed) { ($0 * Double(period - 1) + $1) / Double(period) }
            }
        }
        let (gain, loss) = (mean(changes.map { max($0, 0) }), mean(changes.map { max(-$0, 0) }))
        if loss == 0 { return gain == 0 ? nil : 100 }
        return gain == 0 ? 0 : 100 / (1 + loss / gain)
    }
}
