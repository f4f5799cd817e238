import WickMarket

/// A signal made into numbers: what one would buy or sell, where one would get out, and what is at stake.
///
/// All of it is worked out from the rounded prices and the rounded size, so the numbers of a plan agree with each other.
/// Nothing is placed anywhere.
public struct Plan: Equatable, Sendable {
    /// LONG or SHORT.
    public let side: Side
    /// The entry, the stop loss and the take profit: prices in quote units, on the tick where the tick size is known.
    public let entry, stopLoss, takeProfit: Double
    /// The position size in base units, on the step where the step size is known.
    public let size: Double
    /// Size × entry, in quote units.
    public let notional: Double
    /// What is lost at the stop before costs, in quote units: size × the distance from entry to stop.
    public let risk: Double
    /// What is gained at the target before costs, in quote units: size × the distance from entry to target.
    public let reward: Double
    /// What the round trip costs, in quote units: 2 × (fee rate + slippage) × notional.
    public let cost: Double

    /// A plan of these numbers, taken as they are.
    public init(
        side: Side, entry: Double, stopLoss: Double, takeProfit: Double, size: Double, notional: Double, risk: Double,
        reward: Double, cost: Double
    ) {
        (self.side, self.entry, self.stopLoss, self.takeProfit) = (side, entry, stopLoss, takeProfit)
        (self.size, self.notional, self.risk, self.reward, self.cost) = (size, notional, risk, reward, cost)
    }

    /// The reward in units of the risk.
    public var rewardToRisk: Double { reward / risk }

    /// The reward in units of the cost: at 1 and below, even reaching the target gains nothing. `nil` where there is no cost.
    public var rewardToCost: Double? { cost > 0 ? reward / cost : nil }
}
