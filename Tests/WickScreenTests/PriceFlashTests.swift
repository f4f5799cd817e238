import Testing

@testable import WickScreen

struct PriceFlashTests {
    private let start = ContinuousClock.now

    private func parts(_ text: StyledText) -> [String] { text.parts.map { "\($0.style.role) \($0.text)" } }

    @Test("tells a change for a second, and what was before it")
    func tellsAChange() {
        var flash = PriceFlash(100)
        #expect(flash.before(at: start) == nil)
        flash.note(100, at: start)
        #expect(flash.before(at: start) == nil)
        flash.note(101, at: start)
        flash.note(101, at: start + .milliseconds(500))
        #expect(flash.before(at: start + .milliseconds(999)) == 100)
        #expect(flash.before(at: start + .seconds(1)) == nil)
    }

    @Test("marks the digits from the first that changed on, by the way that the price went")
    func marksDigits() {
        #expect(parts(PriceFlash.text(67_123.45, before: 67_119, digits: 2)) == ["strong 67,1", "flashUp 23.45"])
        #expect(parts(PriceFlash.text(67_119, before: 67_123.45, digits: 2)) == ["strong 67,1", "flashDown 19.00"])
        #expect(parts(PriceFlash.text(1000, before: 999.99, digits: 2)) == ["flashUp 1,000.00"])
    }

    @Test("marks nothing where nothing can be seen to have changed")
    func marksNothing() {
        #expect(parts(PriceFlash.text(1.001, before: 1.002, digits: 2)) == ["strong 1.00"])
        #expect(parts(PriceFlash.text(2, before: 2, digits: 0)) == ["strong 2"])
        #expect(parts(PriceFlash.text(2, before: nil, digits: 0)) == ["strong 2"])
        #expect(parts(PriceFlash.text(nil, before: 2, digits: 0)).count == 1)
    }
}
