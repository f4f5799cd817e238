import WickMarket
import WickRisk
import WickStrategy

/// The reference of all keys, and the files that are shipped: made from the tables that check a configuration, so that
/// none of them can say anything else.
public enum ConfigurationReference {
    /// The keys of `live.yaml`, the parameters of each strategy and the keys of `risk.json`, as Markdown tables.
    public static func markdown() -> String {
        var text =
            "Times are in seconds; fractions are allowed. Numbers stand without quotes, words with or without.\n\n"
        text += table(
            "`live.yaml`",
            ConfigurationKey.table.map { ($0.name, $0.allowed, $0.write(.defaults), $0.meaning) })
        for kind in StrategyCatalog.all {
            text += "\n" + table("`\(kind.name)`", kind.parameters.map(row))
        }
        return text + "\n" + table("`risk.json`", RiskSettings.table.definitions.map(row))
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

    private static func row(_ definition: ParameterDefinition) -> (String, String, String, String) {
        (definition.name, definition.allowed, written(definition.defaultValue), definition.meaning)
    }

    private static func table(_ title: String, _ rows: [(String, String, String, String)]) -> String {
        let lines = rows.map { name, allowed, value, meaning in
            "| `\(name)` | \(allowed) | `\(value)` | \(meaning.capitalised). |\n"
        }
        return "| \(title) | Value | Default | Meaning |\n| --- | --- | --- | --- |\n" + lines.joined()
    }

    /// The value as YAML and JSON have it.
    private static func written(_ value: ParameterValue) -> String {
        if case .text(let word) = value { word } else { value.description }
    }
}

extension String {
    fileprivate var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
