import Testing
import WickTestKit

@testable import WickFeed

struct MessageBudgetTests {
    @Test("leaves one message of each second free for a pong")
    func spaces() {
        var budget = MessageBudget(messagesPerSecond: 5)
        for _ in 0..<4 {
            #expect(budget.nextSlot(now: start) == start)
            budget.messageSent(now: start)
        }
        #expect(budget.nextSlot(now: start) == start + .seconds(1))
        #expect(budget.nextSlot(now: start + .milliseconds(1500)) == start + .milliseconds(1500))
    }

    @Test("allows one message where the exchange allows one")
    func one() {
        var budget = MessageBudget(messagesPerSecond: 1)
        budget.messageSent(now: start)
        #expect(budget.nextSlot(now: start) == start + .seconds(1))
    }

    @Test("no span of a second has more than the limit", arguments: 0..<50 as Range<UInt64>)
    func neverMore(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var budget = MessageBudget(messagesPerSecond: 5)
        var (now, sent) = (start, [ContinuousClock.Instant]())
        for _ in 0..<200 {
            now += .milliseconds(Int.random(in: 0...300, using: &random))
            guard budget.nextSlot(now: now) <= now else { continue }
            budget.messageSent(now: now)
            sent.append(now)
        }
        #expect(sent.count > 4)
        for (first, fifth) in zip(sent, sent.dropFirst(4)) { #expect(first.duration(to: fifth) >= .seconds(1)) }
    }
}
