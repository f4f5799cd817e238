import Testing
import WickIndicators
import WickTestKit

struct ExponentialMovingAverageTests {
    // α = 1/2. From the first close: 10, 10 + 1/2, 10.5 + 1.5/2, 11.25 + 3.75/2, 13.125 − 4.125/2.
    // From the mean of three: (10 + 11 + 12)/3 = 11, 11 + 4/2, 13 − 4/2.
    @Test(
        "matches values worked by hand",
        arguments: [
            (.firstClose, [10, 10.5, 11.25, 13.125, 11.0625]), (.meanOfPeriod, [nil, nil, 11, 13, 11]),
        ] as [(ExponentialMovingAverage.Seeding, [Double?])])
    func matchesHandWorkedValues(seeding: ExponentialMovingAverage.Seeding, expected: [Double?]) throws {
        var average = try ExponentialMovingAverage(period: 3, seeding: seeding)
        #expect([10, 11, 12, 15, 9].map { average.update(close: $0) } == expected)
    }

    @Test("refuses a period that cannot be one", arguments: [0, -1, .min, .max])
    func refusesPeriod(_ period: Int) {
        #expect(throws: IndicatorError.periodOutOfRange(period)) {
            try ExponentialMovingAverage(period: period, seeding: .firstClose)
        }
    }

    @Test("of period 1 is the close itself, however the close jumps", arguments: 0..<20 as Range<UInt64>)
    func periodOneIsTheClose(seed: UInt64) throws {
        var average = try ExponentialMovingAverage(period: 1, seeding: .meanOfPeriod)
        for close in Series.wild(100, seed: seed) { #expect(average.update(close: close) == close) }
    }

    @Test("agrees with the weighted sum of all closes", arguments: 0..<40 as Range<UInt64>)
    func agreesWithWeightedSum(seed: UInt64) throws {
        let closes = Series.wild(300, seed: seed)
        var average = try ExponentialMovingAverage(period: Series.period(seed: seed), seeding: .firstClose)
        let alpha = 2 / (Double(average.period) + 1)
        for index in closes.indices {
            let value = average.update(close: closes[index])
            var (sum, weight) = (0.0, 1.0)  // the newest has α, the one before it α (1 − α), …, the first the rest
            for older in stride(from: index, to: 0, by: -1) {
                (sum, weight) = (sum + weight * alpha * closes[older], weight * (1 - alpha))
            }
            #expect(agree(value, sum + weight * closes[0]), "at \(index)")
        }
    }

    @Test("has a value once warm, and stays within its closes", arguments: 0..<100 as Range<UInt64>)
    func staysWithinItsCloses(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let closes = (0..<200).map { _ in Double.random(in: 1...100_000, using: &random) }
        let period = Int.random(in: 1...200, using: &random)
        var average = try ExponentialMovingAverage(period: period, seeding: .meanOfPeriod)
        let averages = closes.compactMap { average.update(close: $0) }
        #expect(averages.count == closes.count - period + 1)
        #expect(averages.allSatisfy { (1...100_000).contains($0) })
    }

    @Test("rests exactly on a close that does not move", arguments: [1, 5, 9, 200])
    func rests(period: Int) throws {
        var average = try ExponentialMovingAverage(period: period, seeding: .firstClose)
        for _ in 0..<1000 { #expect(average.update(close: 0.1) == 0.1) }
    }

    @Test("previews what an update gives, to the last bit, and changes nothing", arguments: 0..<40 as Range<UInt64>)
    func previews(seed: UInt64) throws {
        let closes = Series.wild(200, seed: seed)
        let seeding = seed % 2 == 0 ? ExponentialMovingAverage.Seeding.firstClose : .meanOfPeriod
        var average = try ExponentialMovingAverage(period: Series.period(seed: seed), seeding: seeding)
        for (close, other) in zip(closes, closes.reversed()) {
            let before = average.value
            _ = average.preview(close: other)
            let preview = average.preview(close: close)
            #expect(average.value == before)
            #expect(average.update(close: close) == preview)
        }
    }
}
