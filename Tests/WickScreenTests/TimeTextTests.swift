import Testing
import WickEngine
import WickFeed
import WickMarket
import WickTestKit

@testable import WickScreen

struct TimeTextTests {
    @Test(
        "says how old something is",
        arguments: [
            (.milliseconds(999), "<1s"), (.milliseconds(-50), "<1s"), (.milliseconds(1999), "1s"),
            (.seconds(119), "119s"),
            (.seconds(120), "2m"), (.seconds(7199), "119m"), (.seconds(7200), "2h"), (.seconds(200_000), "2d"),
        ] as [(Duration, String)])
    func saysAges(age: Duration, text: String) {
        #expect(TimeText.age(age) == text)
    }

    @Test(
        "says how far back a change looks",
        arguments: [(30_000, "8h"), (86_400, "24h"), (900, "15m"), (45, "45s"), (259_200, "3d")])
    func saysSpans(seconds: Int, text: String) {
        #expect(TimeText.span(.seconds(seconds)) == text)
    }

    @Test(
        "says as much of an open time as its timeframe needs",
        arguments: [
            (Timeframe.oneSecond, "14:05:00"), (.oneMinute, "14:05"), (.oneHour, "03-04 14:05"),
            (.oneDay, "2024-03-04"),
        ])
    func saysOpenTimes(timeframe: Timeframe, text: String) {
        let time = CandleMaker.start.advanced(byMilliseconds: 50_700_000)
        #expect(TimeText.openTime(time, timeframe) == text)
        #expect(TimeText.moment(time, .oneMinute, today: time) == "14:05")
        #expect(TimeText.moment(time, .oneMinute, today: time.advanced(byMilliseconds: 86_400_000)) == "03-04 14:05")
    }

    @Test(
        "says what one is looking at, and how fast it goes where that is known",
        arguments: [
            (MonitorMode.live, ""), (.simulated(speed: 1), "SIMULATED"), (.simulated(speed: 10), "SIMULATED 10×"),
            (.simulated(speed: nil), "SIMULATED"), (.replay(speed: 60), "REPLAY 60×"),
            (.replay(speed: nil), "REPLAY as fast as it goes"), (.replay(speed: nil, isHeld: true), "REPLAY PAUSED"),
        ])
    func saysTheMode(mode: MonitorMode, words: String) { #expect(mode.words == words) }

    @Test("says how long a wait lasts, and never 0 before its end")
    func saysWaits() {
        let now = ContinuousClock().now
        func words(_ wait: Duration?, attempt: Int = 3, brief: Bool = false) -> String {
            FeedStatus(state: .reconnecting, detail: "", attempt: attempt, retryAt: wait.map { now + $0 })
                .words(now: now, brief: brief)
        }
        #expect(words(.seconds(4)) == "RECONNECTING 4 s (attempt 3)")
        #expect(words(.milliseconds(1)) == "RECONNECTING 1 s (attempt 3)")
        #expect(words(.zero) == "RECONNECTING (attempt 3)")
        #expect(words(.seconds(-5)) == "RECONNECTING (attempt 3)")
        #expect(words(nil, attempt: 0) == "RECONNECTING")
        #expect(words(.seconds(4), brief: true) == "RECONNECTING 4 s")
    }
}
