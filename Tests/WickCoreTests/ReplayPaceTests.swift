import Testing
import WickMarket
import WickTestKit

@testable import WickCore

struct ReplayPaceTests {
    private let start = ContinuousClock.now
    private let market = CandleMaker.start

    private func later(_ milliseconds: Int64) -> Timestamp { market.advanced(byMilliseconds: milliseconds) }

    @Test(
        "the first moment is due at once, the others in proportion",
        arguments: [(1, 60_000), (60, 1_000), (0.5, 120_000), (10_000, 6)] as [(Double, Int64)])
    func inProportion(_ speed: Double, _ milliseconds: Int64) {
        var pace = ReplayPace(speed: speed)
        #expect(pace.due(market, now: start) == start)
        for minute in 1...100 as ClosedRange<Int64> {
            let due = pace.due(later(minute * 60_000), now: start + .seconds(7))
            #expect(due == start + .milliseconds(minute * milliseconds))
        }
    }

    @Test("being late does not shift what follows")
    func late() {
        var pace = ReplayPace(speed: 60)
        _ = pace.due(market, now: start)
        #expect(pace.due(later(60_000), now: start + .seconds(30)) == start + .seconds(1))
        #expect(pace.due(later(120_000), now: start + .seconds(30)) == start + .seconds(2))
    }

    @Test("without a speed everything is due now")
    func withoutSpeed() {
        var pace = ReplayPace(speed: nil)
        #expect(pace.due(market, now: start) == start)
        #expect(pace.due(later(86_400_000), now: start + .seconds(1)) == start + .seconds(1))
    }

    @Test("times beyond all sense and times that go back do not trap", arguments: [0.1, 1, 10_000])
    func senseless(_ speed: Double) {
        var pace = ReplayPace(speed: speed)
        _ = pace.due(market, now: start)
        #expect(pace.due(Timestamp(milliseconds: .max), now: start) > start)
        #expect(pace.due(Timestamp(milliseconds: .min), now: start) == start)
    }
}
