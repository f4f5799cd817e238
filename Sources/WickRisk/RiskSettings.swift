import WickMarket

/// What the risk engine sizes by: the content of `risk.json`. The initial values are the defaults.
public struct RiskSettings: Equatable, Sendable {
    /// The account's equity, in quote units.
    public var baseAccountSize = 10_000.0
    /// The part of the equity that a plan may lose at its stop, before costs: 0.01 is 1 %.
    public var defaultRiskPerTrade = 0.01
    /// The largest notional of a plan as a fraction of the equity; `nil` for no limit.
    public var maxExposure: Double? = 0.20
    /// The slippage expected on each side of a round trip, as a fraction of the notional.
    public var defaultSlippage = 0.001
    /// ATRs from the entry to the stop loss, where a signal does not say.
    public var defaultSLATRMult = 1.5
    /// ATRs from the entry to the take profit, where a signal does not say.
    public var defaultTPATRMult = 3.0
    /// The smallest notional of a plan, in quote units.
    public var minPositionSizeUSD = 10.0
    /// The exchange's fee on each side of a round trip, as a fraction of the notional.
    public var feeRate = 0.001
    /// The least reward to cost of a plan; `nil` to take any.
    public var minRewardToCost: Double?

    /// The defaults.
    public init() {}

    /// The keys of `risk.json`: names, ranges, units and defaults.
    public static let table = ParameterTable(
        defaults: RiskSettings(),
        .number("base_account_size", \.baseAccountSize, in: 0.01...1e12, "the account's equity, in quote units"),
        .number(
            "default_risk_per_trade", \.defaultRiskPerTrade, in: 0.000_001...1,
            "what a plan may lose at its stop before costs, as a fraction of the equity (0.01 is 1 %)"),
        .optionalNumber(
            "max_exposure", \.maxExposure, in: 0.000_001...100,
            "largest notional of a plan, as a fraction of the equity; null for none"),
        .number(
            "default_slippage", \.defaultSlippage, in: 0...0.5,
            "slippage expected on each side, as a fraction of the notional"),
        .number(
            "default_sl_atr_mult", \.defaultSLATRMult, in: 0.001...1000,
            "ATRs from the entry to the stop loss, where a signal does not say"),
        .number(
            "default_tp_atr_mult", \.defaultTPATRMult, in: 0.001...1000,
            "ATRs from the entry to the take profit, where a signal does not say"),
        .number("min_position_size_usd", \.minPositionSizeUSD, in: 0...1e12, "smallest notional, in quote units"),
        .number("fee_rate", \.feeRate, in: 0...0.5, "the exchange's fee on each side, as a fraction of the notional"),
        .optionalNumber(
            "min_reward_to_cost", \.minRewardToCost, in: 0...1e6,
            "least reward of a plan in costs of its round trip; null to take any"))
}
