import Foundation
import Testing
import WickRisk
import WickStrategy

@testable import WickConfiguration

/// `Fixtures/wrong-types.txt` has a value of a wrong type for every key there is, and beneath it what is said about it.
///
/// A new key needs a line there; run with `WICK_WRITE_EXPECTED=1` in the environment, the test writes the messages, to be
/// read.
struct WrongTypeTests {
    private static let file = Place.tests.appending(path: "Fixtures/wrong-types.txt")

    private struct Case {
        /// A configuration on one line, or risk settings in braces.
        var text: String
        var expected: String

        /// All that is said about it, without the file and the line, which are always the same.
        func said() -> String {
            let isRisk = text.hasPrefix("{")
            let yaml = isRisk ? "risk: {config_file: risk.json}" : text
            let path = isRisk ? "risk.json:1: " : "live.yaml:1: "
            do {
                _ = try ConfigurationLoader.parse(yaml: Array(yaml.utf8), path: "live.yaml") {
                    _ throws(FileProblem) in Array(text.utf8)
                }
                return ""
            } catch {
                return error.mistakes.map { $0.description.replacing(path, with: "", maxReplacements: 1) }
                    .joined(separator: "\n")
            }
        }
    }

    private static func cases() throws -> [Case] {
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return lines.reduce(into: []) { cases, line in
            if line.hasPrefix("    "), !cases.isEmpty {
                cases[cases.count - 1].expected = String(line.dropFirst(4))
            } else {
                cases.append(Case(text: String(line), expected: ""))
            }
        }
    }

    @Test("says of every key what is right when a value of a wrong type stands there")
    func saysWhatIsRight() throws {
        var cases = try Self.cases()
        if ProcessInfo.processInfo.environment["WICK_WRITE_EXPECTED"] != nil {
            for index in cases.indices { cases[index].expected = cases[index].said() }
            let text = cases.map { "\($0.text)\n    \($0.expected)\n" }.joined()
            try text.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        for wrong in cases { #expect(wrong.said() == wrong.expected, "\(wrong.text)") }
    }

    @Test("knows a wrong value for every key of the reference, and for nothing else")
    func knowsEveryKey() throws {
        let keys =
            ConfigurationKey.table.map(\.name)
            + StrategyCatalog.all.flatMap(\.parameters).map { "strategy.params.\($0.name)" }
            + RiskSettings.table.definitions.map(\.name)
        let named = try Self.cases().map { String($0.expected.prefix { !" :".contains($0) }) }
        #expect(named.sorted() == keys.sorted())
    }
}
