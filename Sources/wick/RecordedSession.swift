import ArgumentParser
import WickArchive
import WickConfiguration

/// The session that a recording comes of, by what it says of itself.
struct RecordedSession {
    private let path: String
    private let facts: [String: String]

    /// - Throws: what opening a recording can.
    init(path: String) throws(ArchiveError) {
        self.path = path
        facts = try RecordingReader(path: path).header.facts
    }

    /// The configuration that the session had; screen and log are those of now.
    /// - Parameters:
    ///   - current: the configuration of this program's run.
    ///   - takesStrategy: whether strategy and risk are those of `current`, too.
    /// - Throws: ``ExitCode/usage`` if this program cannot make sense of it.
    func configuration(under current: Configuration, takesStrategy: Bool) throws -> Configuration {
        do throws(ConfigurationError) {
            var result = try recorded()
            (result.screen, result.logging) = (current.screen, current.logging)
            result.webSocketBaseURL = facts[RecordingFact.streamURL]
            result.restBaseURL = facts[RecordingFact.restURL]
            if takesStrategy {
                (result.strategy, result.risk, result.riskFile) = (current.strategy, current.risk, current.riskFile)
                result.advanced.minCandlesRequired = current.advanced.minCandlesRequired
            }
            return result
        } catch {
            complain("\(path): the configuration in this recording cannot be read:\n\(error)")
            throw ExitCode.usage
        }
    }

    private func recorded() throws(ConfigurationError) -> Configuration {
        let risk = Array((facts[RecordingFact.risk] ?? "").utf8)
        let base =
            switch facts[RecordingFact.configuration] {
            case let text?:
                // Nothing is connected to.
                try ConfigurationLoader.parse(
                    yaml: Array(text.utf8), path: RecordingFact.configuration, allowsPlaintext: true
                ) { _ in risk }
            case nil: Configuration.defaults
            }
        return try base.applying(
            ConfigurationOverrides(
                exchange: facts[RecordingFact.exchange],
                symbols: facts[RecordingFact.symbols]?.split(separator: " ").map(String.init) ?? [],
                timeframe: facts[RecordingFact.timeframe]))
    }
}
