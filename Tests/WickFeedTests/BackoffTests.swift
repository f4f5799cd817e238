import Testing
import WickTestKit

@testable import WickFeed

struct BackoffTests {
    @Test("doubles from 3 s to 60 s and stays there")
    func doubles() {
        var backoff = Backoff(base: .seconds(3), ceiling: .seconds(60))
        var random = ConstantRandom(word: 0)  // the least jitter
        #expect((1...7).map { _ in backoff.next(using: &random) } == [3, 6, 12, 24, 48, 60, 60].map { .seconds($0) })
        #expect(backoff.failures == 7)
    }

    @Test("takes off at most a quarter", arguments: 0..<50 as Range<UInt64>)
    func jitter(seed: UInt64) {
        var backoff = Backoff(base: .seconds(3), ceiling: .seconds(60))
        var random = SeededRandom(seed: seed)
        for full in [3.0, 6, 12, 24, 48, 60, 60, 60] {
            let pause = backoff.next(using: &random) / Duration.seconds(1)
            #expect(pause > full * 0.75 && pause <= full)
        }
    }

    @Test("starts again after a reset")
    func reset() {
        var backoff = Backoff(base: .seconds(3), ceiling: .seconds(60))
        var random = ConstantRandom(word: 0)
        for _ in 0..<4 { _ = backoff.next(using: &random) }
        backoff.reset()
        #expect(backoff.failures == 0)
        #expect(backoff.next(using: &random) == .seconds(3))
    }

    @Test("does not overflow after thousands of failures, nor with a ceiling below the base")
    func extremes() {
        var backoff = Backoff(base: .seconds(3), ceiling: .seconds(1))
        var random = ConstantRandom(word: 0)
        for _ in 0..<5000 { #expect(backoff.next(using: &random) == .seconds(3)) }
    }
}
