import WickMarket
import WickStrategy

/// The section `strategy`: which strategy decides, and by which parameters. All of it has been checked.
public struct StrategyConfiguration: Equatable, Sendable {
    /// The strategy's name in `StrategyCatalog`.
    public var type: String
    /// The value of every parameter of the strategy, for symbols that have none of their own.
    public var parameters: [String: ParameterValue]
    /// Only the parameters that differ for a symbol.
    public var perSymbol: [Symbol: [String: ParameterValue]] = [:]

    /// The strategy with its own defaults.
    init(_ kind: StrategyKind) {
        type = kind.name
        parameters = kind.parameters.reduce(into: [:]) { $0[$1.name] = $1.defaultValue }
    }

    /// The parameters that hold for a symbol.
    public func parameters(for symbol: Symbol) -> [String: ParameterValue] {
        parameters.merging(perSymbol[symbol] ?? [:]) { _, own in own }
    }

    /// A new strategy for a symbol.
    ///
    /// - Parameter symbol: whose own parameters count.
    /// - Parameter minCandlesRequired: the candles to see before the first signal.
    /// - Throws: what `StrategyKind.make(parameters:minCandlesRequired:)` throws; a configuration that was loaded has
    ///   been checked for it.
    public func makeStrategy(for symbol: Symbol, minCandlesRequired: Int) throws(StrategyError) -> any Strategy {
        try StrategyCatalog.kind(named: type).make(
            parameters: parameters(for: symbol), minCandlesRequired: minCandlesRequired)
    }
}
