import WickMarket

/// A strategy that a configuration can name: what it is called, what it takes, and how to make one.
public struct StrategyKind: Sendable {
    /// The name as the configuration spells it: `scalping_ema_rsi`.
    public let name: String
    /// What it does, in one sentence.
    public let summary: String
    /// What it takes, in the order in which to print it.
    public let parameters: [ParameterDefinition]

    private let check: @Sendable ([String: ParameterValue]) -> [ParameterError]
    private let build: @Sendable ([String: ParameterValue], Int) throws(StrategyError) -> any Strategy

    /// A kind of strategy whose parameters fill `Parameters`.
    ///
    /// - Parameter name: as the configuration spells it.
    /// - Parameter summary: what it does, in one sentence.
    /// - Parameter table: its parameters.
    /// - Parameter contradictions: what is wrong between parameters that are each allowed.
    /// - Parameter build: makes a strategy from checked parameters and the candles to wait for before the first signal.
    public init<Parameters>(
        name: String, summary: String, table: ParameterTable<Parameters>,
        contradictions: @escaping @Sendable (Parameters) -> [ParameterError],
        build: @escaping @Sendable (Parameters, Int) throws(StrategyError) -> any Strategy
    ) {
        (self.name, self.summary, parameters) = (name, summary, table.definitions)
        check = { values in
            let (settings, mistakes) = table.settings(from: values)
            return mistakes + contradictions(settings)
        }
        self.build = { values, minCandlesRequired throws(StrategyError) in
            try build(table.settings(from: values).settings, minCandlesRequired)
        }
    }

    /// Everything that is wrong with these parameters; empty where ``make(parameters:minCandlesRequired:)`` takes them.
    public func mistakes(in parameters: [String: ParameterValue]) -> [ParameterError] { check(parameters) }

    /// A strategy with these parameters, and the default for each that is not given.
    ///
    /// - Parameter parameters: values by name; per-symbol values are put over those for all symbols before.
    /// - Parameter minCandlesRequired: the candles to see before the first signal; below 1 counts as 1.
    /// - Throws: ``StrategyError/parameter(_:)`` with the first of ``mistakes(in:)``.
    public func make(
        parameters: [String: ParameterValue], minCandlesRequired: Int
    ) throws(StrategyError) -> any Strategy {
        if let mistake = mistakes(in: parameters).first { throw .parameter(mistake) }
        return try build(parameters, max(1, minCandlesRequired))
    }
}
