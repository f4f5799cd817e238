/// The strategies that a configuration can name. A new one is a file of its own and a line here.
public enum StrategyCatalog {
    /// Every strategy, the default first.
    public static let all: [StrategyKind] = [
        ScalpingEMARSI.kind
    ]

    /// The strategy of that name.
    /// - Throws: ``StrategyError/unknownStrategy(name:known:)``.
    public static func kind(named name: String) throws(StrategyError) -> StrategyKind {
        guard let kind = all.first(where: { $0.name == name }) else {
            throw .unknownStrategy(name: name, known: all.map(\.name))
        }
        return kind
    }
}
