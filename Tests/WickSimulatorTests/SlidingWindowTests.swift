import Testing

@testable import WickSimulator

struct SlidingWindowTests {
    @Test("frees a place when the oldest event has left the window")
    func slides() {
        var window = SlidingWindow(limit: 2, per: .seconds(10))
        let times: [Int] = [0, 4, 9, 10, 13, 14]
        #expect(times.map { window.allows(now: .seconds($0)) } == [true, true, false, true, false, true])
    }
}
