import Testing
import WickIndicators

struct SimpleMovingAverageTests {
    @Test("matches values worked by hand")  // (1+2)/2, (2+6)/2, (6+0)/2, (0+0)/2
    func matchesHandWorkedValues() throws {
        var average = try SimpleMovingAverage(period: 2)
        #expect([1, 2, 6, 0, 0].map { average.update($0) } == [nil, 1.5, 4, 3, 0])
    }

    @Test("refuses a period that cannot be one", arguments: [0, -1, .min, 100_001, .max])
    func refusesPeriod(_ period: Int) {
        #expect(throws: IndicatorError.periodOutOfRange(period)) { try SimpleMovingAverage(period: period) }
    }

    @Test("agrees with a fresh mean over the window, huge and tiny mixed", arguments: 0..<80 as Range<UInt64>)
    func agreesWithFreshMean(seed: UInt64) throws {
        let numbers = Series.wild(600, seed: seed)
        var average = try SimpleMovingAverage(period: Series.period(seed: seed))
        for index in numbers.indices {
            let value = average.update(numbers[index])
            let window = numbers[...index].suffix(average.period)
            let isWarm = window.count == average.period
            #expect(agree(value, isWarm ? window.reduce(0, +) / Double(window.count) : nil), "at \(index)")
        }
    }

    @Test("does not drift over two million values")
    func doesNotDrift() throws {
        var average = try SimpleMovingAverage(period: 20)
        let block = Series.wild(100_003, seed: 7)
        for index in 0..<2_000_000 { average.update(block[index % block.count]) }
        let window = (1_999_980..<2_000_000).map { block[$0 % block.count] }
        #expect(agree(average.value, window.reduce(0, +) / 20))
    }

    @Test("a huge value leaves no trace once it is out of the window", arguments: 1...9)
    func forgetsHugeValues(period: Int) throws {
        var average = try SimpleMovingAverage(period: period)
        for number in [1e300, 3e299, 1] { average.update(number) }
        for _ in 0..<period { average.update(1e-9) }
        #expect(agree(average.value, 1e-9))
        for _ in 0..<period { average.update(0) }
        #expect(average.value == 0)
    }

    @Test("previews what an update gives, to the last bit, and changes nothing", arguments: 0..<40 as Range<UInt64>)
    func previews(seed: UInt64) throws {
        let numbers = Series.wild(200, seed: seed)
        var average = try SimpleMovingAverage(period: Series.period(seed: seed))
        for (number, other) in zip(numbers, numbers.reversed()) {
            let before = average.value
            _ = average.preview(other)
            let preview = average.preview(number)
            #expect(average.value == before)
            #expect(average.update(number) == preview)
        }
    }
}
