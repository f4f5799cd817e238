import WickConfiguration
import WickCore
import WickRisk
import WickStrategy

/// A configuration that was read again, as a recording has it: the files, and what of them was put in force.
enum RecordedReload {
    private static let strategy = "strategy", risk = "risk"

    /// What a replay has to know.
    /// - Parameter files: what the configuration was read from, and then the risk settings.
    static func facts(of change: ConfigurationChange, files: [[UInt8]]) -> [String: String] {
        var facts: [String: String] = [:]
        for (name, bytes) in zip([RecordingFact.configuration, RecordingFact.risk], files) {
            facts[name] = String(decoding: bytes, as: UTF8.self)
        }
        let changes = [change.changesStrategy ? strategy : nil, change.changesRisk ? risk : nil]
        facts[RecordingFact.changes] = changes.compactMap(\.self).joined(separator: " ")
        return facts
    }

    /// What that means for the engine; `nil` if this program cannot make sense of it.
    static func change(by facts: [String: String]) -> EngineChange? {
        do {
            let risk = Array((facts[RecordingFact.risk] ?? "").utf8)
            let configuration =
                try facts[RecordingFact.configuration].map { text throws(ConfigurationError) in
                    try ConfigurationLoader.parse(
                        yaml: Array(text.utf8), path: RecordingFact.configuration, allowsPlaintext: true
                    ) { _ in risk }
                } ?? .defaults
            let changes = facts[RecordingFact.changes]?.split(separator: " ") ?? []
            return EngineChange(
                strategies: changes.contains(strategy[...])
                    ? try MonitorAssembly(configuration: configuration).strategyMaker() : nil,
                risk: changes.contains(self.risk[...]) ? RiskEngine(settings: configuration.risk) : nil)
        } catch {
            return nil  // A replay counts it as a difference.
        }
    }
}
