import Foundation
import Testing
import WickRisk
import WickStrategy

@testable import WickConfiguration

struct ConfigurationReferenceTests {
    /// `WICK_WRITE_CONFIG=1 swift test --filter ConfigurationReference` writes the files anew.
    private func shipped(_ name: String, _ expected: String) throws -> String {
        let file = Place.root.appending(path: "config/\(name)")
        if ProcessInfo.processInfo.environment["WICK_WRITE_CONFIG"] != nil {
            try expected.write(to: file, atomically: true, encoding: .utf8)
        }
        return try String(contentsOf: file, encoding: .utf8)
    }

    @Test("config/live.yaml is what the tables say")
    func shipsTheTables() throws {
        #expect(try shipped("live.yaml", ConfigurationReference.yaml()) == ConfigurationReference.yaml())
    }

    @Test("config/risk.json is what the table says")
    func shipsTheRiskTable() throws {
        #expect(try shipped("risk.json", ConfigurationReference.riskJSON()) == ConfigurationReference.riskJSON())
    }

    @Test("names every key and parameter, with its default, in the table and in the file")
    func namesEveryKey() {
        let (markdown, yaml) = (ConfigurationReference.markdown(), ConfigurationReference.yaml())
        for key in ConfigurationKey.table {
            #expect(markdown.contains("| `\(key.name)` | \(key.allowed) | `\(key.write(.defaults))` |"))
            #expect(yaml.contains("\n\(key.section.isEmpty ? "" : "  ")\(key.shortName):"))
        }
        for definition in StrategyCatalog.all.flatMap(\.parameters) + RiskSettings.table.definitions {
            #expect(markdown.contains("| `\(definition.name)` | \(definition.allowed) |"))
        }
        #expect(yaml.split(separator: "\n").allSatisfy { $0.count <= 120 })
    }

    @Test("has the keys of a section together, each key once")
    func hasKeysTogether() {
        #expect(Set(ConfigurationKey.table.map(\.name)).count == ConfigurationKey.table.count)
        #expect(Set(ConfigurationKey.sections).count == ConfigurationKey.sections.count)
    }
}
