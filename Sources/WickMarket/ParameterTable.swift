/// The parameters that fill a struct of settings: each one's name, range and meaning, and the property it sets.
///
/// The struct's own initial values are the defaults, so a default, a range and a name stand in one place each.
///
/// ```swift
/// static let table = ParameterTable(
///     defaults: Settings(),
///     .integer("ema_fast", \.emaFast, in: 1...1000, "period of the fast EMA, in candles"),
///     .optionalNumber("max_exposure", \.maxExposure, in: 0.001...100, "…, as a fraction of the equity; null for none"))
/// ```
public struct ParameterTable<Settings: Sendable>: Sendable {
    /// One parameter and the property it sets.
    public struct Row: Sendable {
        fileprivate let name: String
        fileprivate let kind: ParameterDefinition.Kind
        fileprivate let isOptional: Bool
        fileprivate let meaning: String
        fileprivate let value: @Sendable (Settings) -> ParameterValue
        /// Sets the property to a value that the definition allows.
        fileprivate let set: @Sendable (inout Settings, ParameterValue) -> Void
    }

    /// The parameters in the order of the table.
    public let definitions: [ParameterDefinition]
    private let defaults: Settings
    private let rows: [Row]

    /// A table of these rows.
    public init(defaults: Settings, _ rows: Row...) {
        (self.defaults, self.rows) = (defaults, rows)
        definitions = rows.map { row in
            ParameterDefinition(
                name: row.name, kind: row.kind, isOptional: row.isOptional, defaultValue: row.value(defaults),
                meaning: row.meaning)
        }
    }

    /// The defaults with these values put in, and every value that had to be left out, with the reason.
    public func settings(from values: [String: ParameterValue]) -> (settings: Settings, mistakes: [ParameterError]) {
        let names = definitions.map(\.name)
        var settings = defaults
        var mistakes = values.keys.filter { !names.contains($0) }.sorted()
            .map { ParameterError.unknown(name: $0, known: names) }
        for (row, definition) in zip(rows, definitions) {
            guard let value = values[row.name] else { continue }
            if definition.allows(value) {
                row.set(&settings, value)
            } else {
                mistakes.append(.notAllowed(name: row.name, value: value, allowed: definition.allowed))
            }
        }
        return (settings, mistakes)
    }

    /// The value of each parameter in these settings, by name.
    public func values(of settings: Settings) -> [String: ParameterValue] {
        Dictionary(rows.map { ($0.name, $0.value(settings)) }, uniquingKeysWith: { first, _ in first })
    }
}

extension ParameterTable.Row {
    /// A parameter that is a whole number.
    public static func integer(
        _ name: String, _ property: WritableKeyPath<Settings, Int> & Sendable, in range: ClosedRange<Int>,
        _ meaning: String
    ) -> Self {
        Self(
            name: name, kind: .integer(range), isOptional: false, meaning: meaning,
            value: { .integer($0[keyPath: property]) },
            set: { if case .integer(let number) = $1 { $0[keyPath: property] = number } })
    }

    /// A parameter that is a number.
    public static func number(
        _ name: String, _ property: WritableKeyPath<Settings, Double> & Sendable, in range: ClosedRange<Double>,
        _ meaning: String
    ) -> Self {
        Self(
            name: name, kind: .number(range), isOptional: false, meaning: meaning,
            value: { .number($0[keyPath: property]) },
            set: { settings, value in value.asDouble.map { settings[keyPath: property] = $0 } })
    }

    /// A parameter that is a number, or `null` for none.
    public static func optionalNumber(
        _ name: String, _ property: WritableKeyPath<Settings, Double?> & Sendable, in range: ClosedRange<Double>,
        _ meaning: String
    ) -> Self {
        Self(
            name: name, kind: .number(range), isOptional: true, meaning: meaning,
            value: { $0[keyPath: property].map(ParameterValue.number) ?? .null },
            set: { $0[keyPath: property] = $1.asDouble })
    }

    /// A parameter that is one of the words of an enum.
    public static func choice<Choice: CaseIterable & RawRepresentable<String> & SendableMetatype>(
        _ name: String, _ property: WritableKeyPath<Settings, Choice> & Sendable, _ meaning: String
    ) -> Self {
        Self(
            name: name, kind: .choice(Choice.allCases.map(\.rawValue)), isOptional: false, meaning: meaning,
            value: { .text($0[keyPath: property].rawValue) },
            set: { settings, value in
                if case .text(let word) = value, let choice = Choice(rawValue: word) {
                    settings[keyPath: property] = choice
                }
            })
    }
}

extension ParameterValue {
    fileprivate var asDouble: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        case .text, .null: nil
        }
    }
}
