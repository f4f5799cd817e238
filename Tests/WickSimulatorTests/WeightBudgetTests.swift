import Testing

@testable import WickSimulator

struct WeightBudgetTests {
    private func budget() -> WeightBudget {
        var rules = VenueRules(.binance)
        (rules.weightPerMinute, rules.refusalsBeforeBan) = (10, 2)
        return WeightBudget(rules)
    }

    @Test("serves up to the weight of a minute, then says how long to wait")
    func refuses() {
        var budget = budget()
        #expect(budget.spend(8, now: .seconds(5)) == .serve(used: 8))
        #expect(budget.spend(2, now: .seconds(6)) == .serve(used: 10))
        #expect(budget.spend(1, now: .seconds(20)) == .refuse(used: 10, retryAfter: .seconds(40)))
        #expect(budget.spend(1, now: .seconds(60)) == .serve(used: 1))
    }

    @Test("bans who goes on, twice as long each time")
    func bans() {
        var budget = budget()
        _ = budget.spend(10, now: .zero)
        for _ in 0..<2 { #expect(budget.spend(1, now: .zero) == .refuse(used: 10, retryAfter: .seconds(60))) }
        #expect(budget.spend(1, now: .seconds(1)) == .ban(used: 10, retryAfter: .seconds(120)))
        #expect(budget.ban(now: .seconds(2)) == .seconds(121))
        #expect(budget.spend(1, now: .seconds(71)) == .ban(used: 0, retryAfter: .seconds(50)))
        #expect(budget.spend(1, now: .seconds(121)) == .serve(used: 1))
        for _ in 0..<3 { _ = budget.spend(10, now: .seconds(122)) }
        #expect(budget.ban(now: .seconds(122)) == .seconds(122 + 240))
    }
}
