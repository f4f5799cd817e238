import Testing
import WickMarket
import WickRisk

struct RiskEngineTests {
    /// Entry 100, stop 2 and target 4 away, and changes to the default settings.
    private func verdict(
        _ side: Side = .long, entry: Double = 100, stop: Double? = 2, target: Double? = 4, atr: Double? = 8,
        equity: Double = 10_000, rules: InstrumentRules = InstrumentRules(),
        _ change: (inout RiskSettings) -> Void = { _ in }
    ) -> RiskVerdict {
        var settings = RiskSettings()
        change(&settings)
        let signal = Signal(side: side, entry: entry, stopDistance: stop, targetDistance: target, atr: atr)
        return RiskEngine(settings: settings).plan(for: signal, equity: equity, rules: rules)
    }

    @Test("makes nothing of no signal")
    func noSignal() {
        let engine = RiskEngine(settings: RiskSettings())
        #expect(engine.plan(for: nil, equity: 10_000, rules: InstrumentRules()) == .noSignal)
    }

    // 10000 × 0.01 / 2 = 50 units would be 5000; the cap of 0.2 × 10000 = 2000 leaves 20. At risk 20 × 2, to gain 20 × 4,
    // the round trip 2 × (0.001 + 0.001) × 2000.
    @Test("caps the notional at the exposure")
    func capped() throws {
        let plan = try plan(verdict())
        #expect((plan.side, plan.entry, plan.stopLoss, plan.takeProfit) == (.long, 100, 98, 104))
        #expect((plan.size, plan.notional, plan.risk, plan.reward, plan.cost) == (20, 2000, 40, 80, 8))
        #expect((plan.rewardToRisk, plan.rewardToCost) == (2, 10))
    }

    @Test("risks the set part of the equity where the exposure allows")  // 100 / 20 = 5 units
    func byRisk() throws {
        let plan = try plan(verdict(.short, stop: 20, target: 30))
        #expect((plan.stopLoss, plan.takeProfit) == (120, 70))
        #expect((plan.size, plan.notional, plan.risk, plan.reward, plan.cost) == (5, 500, 100, 150, 2))
    }

    @Test("without a limit of exposure only the risk decides")
    func noLimit() throws {
        let plan = try plan(verdict { $0.maxExposure = nil })
        #expect((plan.size, plan.notional, plan.risk) == (50, 5000, 100))
    }

    @Test("sets stop and target by the ATR where the signal does not")  // 1.5 × 8 and 3 × 8
    func defaultStops() throws {
        let plan = try plan(verdict(stop: nil, target: nil))
        #expect((plan.stopLoss, plan.takeProfit) == (88, 124))
    }

    // Entry 100.04 → 100.0, stop 98.06 → 98.1, target 104.0 → 104.0; 2000 / 100 = 20 units, at risk 20 × 1.9.
    @Test("rounds prices to the tick and works everything out from them")
    func ticks() throws {
        let plan = try plan(verdict(entry: 100.04, stop: 1.98, target: 3.96, rules: InstrumentRules(tickSize: 0.1)))
        #expect((plan.entry, plan.stopLoss, plan.takeProfit) == (100, 98.1, 104))
        #expect(abs(plan.risk - 38) < 1e-9)
    }

    // 2000 / 101 = 19.80 → 19.5: notional 1969.5, cost 0.004 × 1969.5 = 7.878, risk 39.
    @Test("rounds the size down to the step, and money follows it")
    func steps() throws {
        let plan = try plan(verdict(entry: 101, rules: InstrumentRules(stepSize: 0.5)))
        #expect((plan.size, plan.notional, plan.risk) == (19.5, 1969.5, 39))
        #expect(abs(plan.cost - 7.878) < 1e-12)
    }

    // The stop 99.4 becomes 99 on a tick of 1: 100 / 1 = 100 units lose 100 there; 100 / 0.6 = 166 would lose 166.
    @Test("a coarse tick does not raise the risk")
    func coarseTick() throws {
        let plan = try plan(verdict(stop: 0.6, rules: InstrumentRules(tickSize: 1)) { $0.maxExposure = nil })
        #expect((plan.stopLoss, plan.size, plan.risk) == (99, 100, 100))
    }

    @Test("refuses by rule, with the numbers in words")
    func refusals() {
        expect(verdict(entry: 0), .invalidEntry, "the entry 0 is not a price above zero")
        expect(
            verdict(stop: nil, atr: nil), .missingATR,
            "the signal brings neither stop and target nor an ATR to set them by")
        expect(
            verdict(target: nil, atr: nil), .missingATR,
            "the signal brings neither stop and target nor an ATR to set them by")
        expect(
            verdict(stop: -1), .invalidStop, "the stop loss 101 is not a price above zero and below the entry 100")
        expect(
            verdict(.short, stop: 0), .invalidStop,
            "the stop loss 100 is not a price above zero and above the entry 100")
        expect(
            verdict(stop: 100), .invalidStop, "the stop loss 0 is not a price above zero and below the entry 100")
        expect(
            verdict(stop: 0.4, rules: InstrumentRules(tickSize: 1)), .invalidStop,
            "the stop loss 100 is not a price above zero and below the entry 100")
        expect(
            verdict(.short, target: 100), .invalidTarget,
            "the take profit 0 is not a price above zero and below the entry 100")
        expect(
            verdict(target: 0), .invalidTarget,
            "the take profit 100 is not a price above zero and above the entry 100")
        expect(verdict(equity: 0), .noEquity, "the equity 0 is not above zero")
        expect(verdict(equity: .nan), .noEquity, "the equity nan is not above zero")
        expect(
            verdict(equity: 1e300) { ($0.maxExposure, $0.defaultRiskPerTrade) = (nil, 1e300) }, .notFinite,
            "the size inf is not a finite number")
        expect(verdict { $0.feeRate = .nan }, .notFinite, "the cost nan is not a finite number")
        expect(verdict { $0.maxExposure = 0 }, .zeroSize, "the size 0 is not above zero")
        expect(
            verdict(rules: InstrumentRules(stepSize: 25)), .zeroSize, "the size 20 is less than the step 25")
        expect(
            verdict(rules: InstrumentRules(minSize: 21)), .minSize,
            "the size 20 is below the exchange's 21 for this symbol")
        expect(
            verdict(equity: 49.9), .minNotional, "the notional 9.98 is below min_position_size_usd, 10")
        expect(
            verdict(equity: 20.6, rules: InstrumentRules(minNotional: 5)) { $0.minPositionSizeUSD = 1 }, .minNotional,
            "the notional 4.12 is below the exchange's 5 for this symbol")
        expect(
            verdict { $0.minRewardToCost = 12 }, .minRewardToCost,
            "the reward 80 is 10 × the cost 8; min_reward_to_cost asks for 12")
    }

    @Test("the earlier rule refuses where several could")
    func order() {
        expect(verdict(entry: .nan, stop: nil, atr: nil, equity: 0), rule: .invalidEntry)
        expect(verdict(stop: -1, target: -1, equity: 0), rule: .invalidStop)
        expect(verdict(target: -1, equity: 0), rule: .invalidTarget)
        let rules = InstrumentRules(stepSize: 25, minSize: 100, minNotional: 5000)
        expect(verdict(equity: 0, rules: rules), rule: .noEquity)
        expect(verdict(rules: rules), rule: .zeroSize)
        expect(verdict(equity: 100_000, rules: rules) { $0.maxExposure = 0.05 }, rule: .minSize)
        expect(verdict(rules: InstrumentRules(minNotional: 5000)) { $0.minRewardToCost = 99 }, rule: .minNotional)
    }

    @Test("takes a reward that is just enough, and any where there is no cost")
    func enough() throws {
        _ = try plan(verdict { $0.minRewardToCost = 10 })
        let free = try plan(verdict { ($0.feeRate, $0.defaultSlippage, $0.minRewardToCost) = (0, 0, 10) })
        #expect(free.rewardToCost == nil)
    }

    private func plan(_ verdict: RiskVerdict) throws -> Plan {
        guard case .plan(let plan) = verdict else { throw NoPlan(verdict: verdict) }
        return plan
    }

    private func expect(
        _ verdict: RiskVerdict, _ rule: Refusal.Rule, _ detail: String, at place: SourceLocation = #_sourceLocation
    ) {
        #expect(verdict == .refused(Refusal(rule: rule, detail: detail)), sourceLocation: place)
    }

    private func expect(_ verdict: RiskVerdict, rule: Refusal.Rule, at place: SourceLocation = #_sourceLocation) {
        guard case .refused(let refusal) = verdict else {
            Issue.record("\(verdict) is no refusal", sourceLocation: place)
            return
        }
        #expect(refusal.rule == rule, "\(refusal)", sourceLocation: place)
    }

    private struct NoPlan: Error { let verdict: RiskVerdict }
}
