import Foundation
import Testing
import WickConfiguration
import WickRisk

struct ConfigurationReferenceTests {
    /// After a change of a table `WICK_WRITE_CONFIG=1 swift test --filter ConfigurationReference` writes the files anew.
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
}
