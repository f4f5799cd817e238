import WickMarket
import WickRisk

/// Reads `risk.json`.
enum RiskReader {
    /// The settings; what is not given, or has a mistake, has its default.
    static func read(_ bytes: [UInt8], into mistakes: inout Mistakes) -> RiskSettings {
        guard let root = NodeReader.read(bytes, as: .json, into: &mistakes) else { return RiskSettings() }
        guard case .mapping(let entries) = root.content else {
            if !root.isUnusable {
                mistakes.add(line: root.line, "the file must be a JSON object. Write {\"key\": value, …}.")
            }
            return RiskSettings()
        }
        let reader = ParameterReader(
            definitions: RiskSettings.table.definitions, prefix: "", absence: "there is no key")
        let (settings, left) = RiskSettings.table.settings(from: reader.read(entries, into: &mistakes))
        for mistake in left { mistakes.add(line: root.line, "\(mistake).") }
        return settings
    }
}
