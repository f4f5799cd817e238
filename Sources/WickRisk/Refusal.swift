/// Why the risk engine makes no plan of a signal.
public struct Refusal: Equatable, Sendable, CustomStringConvertible {
    /// The rules that refuse, in the order in which they are asked (``notFinite`` of the finished plan once more).
    public enum Rule: String, CaseIterable, Sendable {
        /// The entry is not a positive price.
        case invalidEntry = "invalid_entry"
        /// The signal brings neither its stop and target nor an ATR to set them by.
        case missingATR = "missing_atr"
        /// The stop loss is not a positive price on the losing side of the entry.
        case invalidStop = "invalid_stop"
        /// The take profit is not a positive price on the winning side of the entry.
        case invalidTarget = "invalid_target"
        /// The equity is not above zero.
        case noEquity = "no_equity"
        /// A number of the plan is not finite: the size has no bound, or a setting is no number.
        case notFinite = "not_finite"
        /// Nothing is left of the size once it is rounded down to the step.
        case zeroSize = "zero_size"
        /// The size is below the smallest that the exchange takes.
        case minSize = "min_size"
        /// The notional is below the smallest that `risk.json` or the exchange asks for.
        case minNotional = "min_notional"
        /// The reward is less than the required multiple of the cost.
        case minRewardToCost = "min_reward_to_cost"
    }

    /// The rule that refuses.
    public let rule: Rule
    /// The numbers in words: `notional 4.12 is below the exchange's 5 for this symbol`.
    public let detail: String

    /// A refusal by this rule.
    public init(rule: Rule, detail: String) { (self.rule, self.detail) = (rule, detail) }

    public var description: String { "\(rule.rawValue): \(detail)" }
}
