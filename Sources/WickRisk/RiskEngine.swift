import WickMarket

/// Makes a sized plan of a signal, or refuses it with a reason. Whatever the numbers, it answers.
///
/// In order: stop and target from the signal, else from the ATR; prices to the tick; stop and target positive and on
/// their sides of the entry; size = equity × risk ÷ distance to the stop, capped by the exposure, down to the step; the
/// smallest sizes; the costs. Prices are rounded before the size is worked out: where the tick is coarse against the
/// distance to the stop, a size from the unrounded stop would put more than the set risk at stake.
public struct RiskEngine: Sendable {
    /// What it sizes by.
    public let settings: RiskSettings

    /// An engine with these settings.
    public init(settings: RiskSettings) { self.settings = settings }

    /// What to make of a signal.
    ///
    /// - Parameter signal: what the strategy asks for; `nil` for nothing.
    /// - Parameter equity: the account's value, in quote units.
    /// - Parameter rules: the instrument's steps and minimums; those unknown are not applied.
    public func plan(for signal: Signal?, equity: Double, rules: InstrumentRules) -> RiskVerdict {
        guard let signal else { return .noSignal }
        do {
            let prices = try prices(for: signal, rules: rules)
            let size = try size(at: prices, equity: equity, rules: rules)
            let plan = plan(side: signal.side, prices: prices, size: size)
            try checkNumbers(plan)
            try checkMinimums(plan, rules: rules)
            try checkCosts(plan)
            return .plan(plan)
        } catch {
            return .refused(error.refusal)
        }
    }

    private struct Prices {
        let entry, stopLoss, takeProfit: Double
        var stopDistance: Double { abs(entry - stopLoss) }
        var targetDistance: Double { abs(takeProfit - entry) }
    }

    /// A refusal on its way up.
    private struct Refused: Error {
        let refusal: Refusal

        init(_ rule: Refusal.Rule, _ detail: String) { refusal = Refusal(rule: rule, detail: detail) }
    }

    private func prices(for signal: Signal, rules: InstrumentRules) throws(Refused) -> Prices {
        let entry = rules.roundedToTick(signal.entry)
        guard entry > 0, entry.isFinite else {
            throw Refused(.invalidEntry, "the entry \(signal.entry.text) is not a price above zero")
        }
        let stop = try distance(signal.stopDistance, atr: signal.atr, multiple: settings.defaultSLATRMult)
        let target = try distance(signal.targetDistance, atr: signal.atr, multiple: settings.defaultTPATRMult)
        let sign = signal.side.sign
        let prices = Prices(
            entry: entry, stopLoss: rules.roundedToTick(signal.entry - sign * stop),
            takeProfit: rules.roundedToTick(signal.entry + sign * target))
        try check(prices.stopLoss, "stop loss", signal.side == .long ? .below : .above, entry, else: .invalidStop)
        try check(prices.takeProfit, "take profit", signal.side == .long ? .above : .below, entry, else: .invalidTarget)
        return prices
    }

    private func distance(_ given: Double?, atr: Double?, multiple: Double) throws(Refused) -> Double {
        if let given { return given }
        guard let atr else {
            throw Refused(.missingATR, "the signal brings neither stop and target nor an ATR to set them by")
        }
        return multiple * atr
    }

    private enum Place: String { case above, below }

    private func check(
        _ price: Double, _ name: String, _ place: Place, _ entry: Double, else rule: Refusal.Rule
    ) throws(Refused) {
        let isOnItsSide = place == .above ? price > entry : price < entry
        guard price > 0, price.isFinite, isOnItsSide else {
            let (price, entry) = Double.texts(price, entry)
            throw Refused(rule, "the \(name) \(price) is not a price above zero and \(place) the entry \(entry)")
        }
    }

    private func size(at prices: Prices, equity: Double, rules: InstrumentRules) throws(Refused) -> Double {
        guard equity > 0, equity.isFinite else {
            throw Refused(.noEquity, "the equity \(equity.text) is not above zero")
        }
        let byRisk = equity * settings.defaultRiskPerTrade / prices.stopDistance
        let byExposure = settings.maxExposure.map { equity * $0 / prices.entry } ?? .infinity
        // `min` may give the other number where one is not a number.
        let wanted = byRisk.isNaN || byExposure.isNaN ? .nan : min(byRisk, byExposure)
        guard wanted.isFinite else { throw Refused(.notFinite, "the size \(wanted.text) is not a finite number") }
        let size = rules.roundedDownToStep(wanted)
        guard size > 0 else {
            let step = rules.stepSize.map { "is less than the step \($0.text)" } ?? "is not above zero"
            throw Refused(.zeroSize, "the size \(wanted.text) \(step)")
        }
        return size
    }

    private func plan(side: Side, prices: Prices, size: Double) -> Plan {
        let notional = size * prices.entry
        return Plan(
            side: side, entry: prices.entry, stopLoss: prices.stopLoss, takeProfit: prices.takeProfit, size: size,
            notional: notional, risk: size * prices.stopDistance, reward: size * prices.targetDistance,
            cost: 2 * (settings.feeRate + settings.defaultSlippage) * notional)
    }

    private func checkNumbers(_ plan: Plan) throws(Refused) {
        for (name, number) in [
            ("size", plan.size), ("notional", plan.notional), ("risk", plan.risk), ("reward", plan.reward),
            ("reward to risk", plan.rewardToRisk), ("cost", plan.cost), ("reward to cost", plan.rewardToCost ?? 0),
        ] where !number.isFinite {
            throw Refused(.notFinite, "the \(name) \(number.text) is not a finite number")
        }
    }

    private func checkMinimums(_ plan: Plan, rules: InstrumentRules) throws(Refused) {
        if let least = rules.minSize, plan.size < least {
            let (size, needed) = Double.texts(plan.size, least)
            throw Refused(.minSize, "the size \(size) is below the exchange's \(needed) for this symbol")
        }
        guard plan.notional >= settings.minPositionSizeUSD else {
            let (notional, needed) = Double.texts(plan.notional, settings.minPositionSizeUSD)
            throw Refused(.minNotional, "the notional \(notional) is below min_position_size_usd, \(needed)")
        }
        if let least = rules.minNotional, plan.notional < least {
            let (notional, needed) = Double.texts(plan.notional, least)
            throw Refused(.minNotional, "the notional \(notional) is below the exchange's \(needed) for this symbol")
        }
    }

    private func checkCosts(_ plan: Plan) throws(Refused) {
        guard let least = settings.minRewardToCost, let ratio = plan.rewardToCost, ratio < least else { return }
        let (now, needed) = Double.texts(ratio, least)
        throw Refused(
            .minRewardToCost,
            "the reward \(plan.reward.text) is \(now) × the cost \(plan.cost.text); min_reward_to_cost asks for \(needed)"
        )
    }
}
