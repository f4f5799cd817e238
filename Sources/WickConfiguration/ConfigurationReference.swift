import WickMarket
import WickRisk
import WickStrategy

/// The reference of all keys, and the files that are shipped: made from the tables that check a configuration, so that
/// none of them can say anything else.
public enum ConfigurationReference {
    /// A key or a parameter: its name, what may stand there, what it is if left out, and what it means, in words.
    public struct Row: Equatable, Sendable {
        /// The name, with its section's before it: `advanced.buffer_size`.
        public var name: String
        /// What may stand there: `a whole number from 50 to 5000`.
        public var allowed: String
        /// The default as the file has it.
        public var usual: String
        /// What it means, in one sentence.
        public var meaning: String
    }

    /// A file, or the parameters of a strategy.
    public struct Part: Equatable, Sendable {
        /// `live.yaml`, or the strategy's name.
        public var title: String
        /// All there is in it, in the order in which to print it.
        public var rows: [Row]
    }

    /// What holds for all values.
    public static let introduction =
        "Times are in seconds; fractions are allowed. Numbers stand without quotes, words with or without."

    /// The keys of `live.yaml`, the parameters of each strategy and the keys of `risk.json`.
    public static var parts: [Part] {
        let keys = ConfigurationKey.table.map {
            Row(name: $0.name, allowed: $0.allowed, usual: $0.write(.defaults), meaning: $0.meaning)
        }
        let strategies = StrategyCatalog.all.map { Part(title: $0.name, rows: $0.parameters.map(row)) }
        let risk = Part(title: "risk.json", rows: RiskSettings.table.definitions.map(row))
        return [Part(title: "live.yaml", rows: keys)] + strategies + [risk]
    }

    /// ``parts`` as Markdown tables.
    public static func markdown() -> String {
        introduction + "\n\n" + parts.map(table).joined(separator: "\n")
    }

    /// The file `config/live.yaml`: every key with its default, but for Binance in place of the simulated exchange and
    /// for `risk.json` beside it.
    public static func yaml() -> String {
        var shipped = Configuration.defaults
        (shipped.exchange, shipped.riskFile) = (.binance, "risk.json")
        var text = """
            # What wick watches, and how. Every key is here; one that is left out has its default.
            # Times are in seconds; fractions are allowed. `wick check` lists every mistake in this file.

            """
        var section = ""
        for key in ConfigurationKey.table {
            if key.section != section {
                section = key.section
                text += "\n\(section):\n"
            } else if section.isEmpty {
                text += "\n"
            }
            let indent = section.isEmpty ? "" : "  "
            text += "\(indent)# \(key.meaning.capitalised).\n"
            text += "\(indent)#   \(key.allowed); default \(key.write(.defaults))\n"
            let isParameters = key.name == "strategy.params"
            text += "\(indent)\(key.shortName):\(isParameters ? "" : " " + key.write(shipped))\n"
            if isParameters { text += parameters(of: shipped.strategy, indent: "    ") }
        }
        return text
    }

    /// The file `config/risk.json`: every key with its default.
    public static func riskJSON() -> String {
        let lines = RiskSettings.table.definitions.map { "  \"\($0.name)\": \(written($0.defaultValue))" }
        return "{\n" + lines.joined(separator: ",\n") + "\n}\n"
    }

    private static func parameters(of strategy: StrategyConfiguration, indent: String) -> String {
        guard let kind = StrategyCatalog.all.first(where: { $0.name == strategy.type }) else { return "" }
        return kind.parameters.map { definition in
            let value = written(definition.defaultValue)
            return """
                \(indent)# \(definition.meaning.capitalised).
                \(indent)#   \(definition.allowed); default \(value)
                \(indent)\(definition.name): \(value)

                """
        }.joined()
    }

    private static func row(_ definition: ParameterDefinition) -> Row {
        Row(
            name: definition.name, allowed: definition.allowed, usual: written(definition.defaultValue),
            meaning: definition.meaning)
    }

    private static func table(_ part: Part) -> String {
        let lines = part.rows.map {
            "| `\($0.name)` | \($0.allowed) | `\($0.usual)` | \($0.meaning.capitalised). |\n"
        }
        return "| `\(part.title)` | Value | Default | Meaning |\n| --- | --- | --- | --- |\n" + lines.joined()
    }

    /// The value as YAML and JSON have it.
    private static func written(_ value: ParameterValue) -> String {
        if case .text(let word) = value { word } else { value.description }
    }
}

extension String {
    fileprivate var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
