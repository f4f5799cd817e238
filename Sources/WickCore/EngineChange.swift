import WickEngine
import WickMarket
import WickRisk
import WickStrategy

/// What an engine is to decide and size by from the next candle on; what is `nil` stays.
public struct EngineChange: Sendable {
    /// Makes the strategy for a symbol.
    public var strategies: (@Sendable (Symbol) -> any Strategy)?
    /// Sizes signals.
    public var risk: RiskEngine?

    /// A change of these parts.
    public init(strategies: (@Sendable (Symbol) -> any Strategy)?, risk: RiskEngine?) {
        (self.strategies, self.risk) = (strategies, risk)
    }
}

extension Engine {
    /// - Parameter buffers: in the order of the feed's router.
    mutating func apply(_ change: EngineChange, buffers: [CandleSeries]) {
        if let risk = change.risk { replace(risk: risk) }
        if let strategies = change.strategies { replaceStrategies(strategies, buffers: buffers) }
    }
}
