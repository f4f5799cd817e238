import Testing
import WickMarket
import WickRisk
import WickTestKit

struct RiskPropertyTests {
    /// Numbers that sizing code likes to stumble over.
    static let nasty: [Double] = [
        0, -0.0, 1, -1, 1e-300, -1e-300, .leastNonzeroMagnitude, 1e300, -1e300, .greatestFiniteMagnitude, .infinity,
        -.infinity, .nan, 0.1,
        100,
    ]

    @Test("answers whatever the numbers, and its plans are whole", arguments: 0..<60 as Range<UInt64>)
    func neverTraps(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        func number() -> Double { Self.nasty[Int.random(in: 0..<Self.nasty.count, using: &random)] }
        func maybe() -> Double? { Bool.random(using: &random) ? number() : nil }
        for _ in 0..<500 {
            var settings = RiskSettings()
            if Bool.random(using: &random) {
                (settings.defaultRiskPerTrade, settings.maxExposure) = (number(), maybe())
                (settings.feeRate, settings.defaultSlippage, settings.minRewardToCost) = (number(), number(), maybe())
                (settings.minPositionSizeUSD, settings.defaultSLATRMult) = (number(), number())
            }
            let signal = Signal(
                side: Bool.random(using: &random) ? .long : .short, entry: number(), stopDistance: maybe(),
                targetDistance: maybe(), atr: maybe())
            let rules = InstrumentRules(tickSize: maybe(), stepSize: maybe(), minSize: maybe(), minNotional: maybe())
            switch RiskEngine(settings: settings).plan(for: signal, equity: number(), rules: rules) {
            case .noSignal: Issue.record("there was a signal")
            case .refused(let refusal): #expect(!refusal.detail.isEmpty)
            case .plan(let plan): expectWhole(plan)
            }
        }
    }

    @Test("keeps to the limits, on tick and step", arguments: 0..<60 as Range<UInt64>)
    func keepsToTheLimits(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var plans = 0
        for _ in 0..<300 {
            let entry = Double.random(in: 1...1000, using: &random)
            let side = Bool.random(using: &random) ? Side.long : .short
            let signal = Signal(
                side: side, entry: entry, stopDistance: entry * .random(in: 0.0001...0.2, using: &random),
                targetDistance: entry * .random(in: 0.0001...0.2, using: &random), atr: nil)
            let rules = InstrumentRules(tickSize: 0.01, stepSize: 0.001, minSize: 0.002, minNotional: 5)
            var settings = RiskSettings()
            settings.maxExposure = Bool.random(using: &random) ? nil : .random(in: 0.01...1, using: &random)
            let equity = Double.random(in: 10...100_000, using: &random)
            guard case .plan(let plan) = RiskEngine(settings: settings).plan(for: signal, equity: equity, rules: rules)
            else { continue }
            plans += 1
            expectWhole(plan)
            let most = 1 + 1e-6  // a size within a billionth of a step counts as that step
            #expect(plan.risk <= equity * settings.defaultRiskPerTrade * most)
            #expect(plan.notional <= equity * (settings.maxExposure ?? .infinity) * most)
            #expect(plan.notional >= 10 && plan.size >= 0.002)
            #expect(rules.roundedToTick(plan.stopLoss) == plan.stopLoss)
            #expect(rules.roundedToTick(plan.takeProfit) == plan.takeProfit)
            #expect(rules.roundedDownToStep(plan.size) == plan.size)
        }
        #expect(plans > 100)
    }

    private func expectWhole(_ plan: Plan) {
        let isLong = plan.side == .long
        #expect(isLong ? plan.stopLoss < plan.entry : plan.stopLoss > plan.entry)
        #expect(isLong ? plan.takeProfit > plan.entry : plan.takeProfit < plan.entry)
        #expect(plan.entry > 0 && plan.stopLoss > 0 && plan.takeProfit > 0 && plan.size > 0)
        for number in [
            plan.entry, plan.stopLoss, plan.takeProfit, plan.size, plan.notional, plan.risk, plan.reward, plan.cost,
            plan.rewardToRisk, plan.rewardToCost ?? 0,
        ] {
            #expect(number.isFinite)
        }
    }
}
