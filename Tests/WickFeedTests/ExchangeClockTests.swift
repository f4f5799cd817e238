import Testing
import WickMarket

@testable import WickFeed

struct ExchangeClockTests {
    private var clock = ExchangeClock()

    @Test("knows nothing before the first answer, and believes no stamp")
    mutating func unknown() {
        #expect(clock.take(stamp: minute(0), now: start) == false)
        #expect(clock.told == nil)
        #expect(clock.estimate(now: start) == nil)
    }

    @Test("stamps move it on, never back; the estimate runs between them")
    mutating func stamps() {
        clock.take(answer: minute(0), now: start)
        #expect(clock.take(stamp: minute(1), now: start + .seconds(60)) == true)
        #expect(clock.take(stamp: minute(0), now: start + .seconds(60)) == true)
        #expect(clock.told == minute(1))
        #expect(clock.estimate(now: start + .seconds(61)) == minute(1, plusSeconds: 1))
    }

    @Test("an absurd stamp is not believed, one after a long silence is")
    mutating func absurd() {
        clock.take(answer: minute(0), now: start)
        #expect(clock.take(stamp: Timestamp(milliseconds: .max), now: start) == false)
        #expect(clock.take(stamp: minute(16), now: start) == false)
        #expect(clock.told == minute(0))
        #expect(clock.take(stamp: minute(600), now: start + .seconds(36_000)) == true)
        #expect(clock.told == minute(600))
    }

    @Test("an answer sets it, also back if it is far off")
    mutating func answers() {
        clock.take(answer: minute(6000), now: start)
        clock.take(answer: minute(0), now: start)
        #expect(clock.told == minute(0))
        clock.take(answer: minute(0, plusSeconds: -2), now: start)
        #expect(clock.told == minute(0))
        clock.take(answer: Timestamp(milliseconds: .min), now: start)
        #expect(clock.estimate(now: start + .seconds(1)) != nil)
    }
}
