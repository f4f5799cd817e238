import ArgumentParser
import Glibc
import WickArchive
import WickConfiguration
import WickEngine
import WickFeed
import WickMarket

/// `--record`: where to, and what to say of the session.
struct RecordingPlan {
    private let path: String
    private let facts: [String: String]

    /// - Parameters:
    ///   - path: a new file, or a folder to make one in.
    ///   - files: what the configuration was read from, and then the risk settings.
    ///   - overrides: what the command line put over it.
    init(path: String, files: [[UInt8]], overrides: ConfigurationOverrides) {
        self.path = path
        var facts = [RecordingFact.program: WickVersion.userAgent]
        for (name, bytes) in zip([RecordingFact.configuration, RecordingFact.risk], files) {
            facts[name] = String(decoding: bytes, as: UTF8.self)
        }
        facts[RecordingFact.exchange] = overrides.exchange
        facts[RecordingFact.timeframe] = overrides.timeframe
        if !overrides.symbols.isEmpty { facts[RecordingFact.symbols] = overrides.symbols.joined(separator: " ") }
        self.facts = facts
    }

    /// Makes the file.
    /// - Parameters:
    ///   - exchange: whose feed it is.
    ///   - bans: what was in force when the feed was made.
    ///   - now: the moment from which its times count: that of the feed's making.
    ///   - startedAt: this machine's clock then.
    ///   - onReport: is told how it fares.
    /// - Throws: ``ExitCode/usage`` if it cannot be made.
    func begin(
        exchange: any Exchange, bans: [Ban], now: ContinuousClock.Instant, startedAt: Timestamp,
        onReport: @escaping @Sendable (RecorderReport) -> Void
    ) throws -> Recorder {
        var facts = facts
        if !bans.isEmpty { facts[RecordingFact.bans] = bans.map(BanFile.line).joined() }
        facts[RecordingFact.streamURL] = exchange.streamURL
        facts[RecordingFact.restURL] = exchange.restURL
        do throws(ArchiveError) {
            return try Recorder(
                path: file(at: startedAt), facts: facts, startedAt: startedAt, origin: now, onReport: onReport)
        } catch {
            complain("--record: \(error)")
            throw ExitCode.usage
        }
    }

    private func file(at time: Timestamp) -> String {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return path }
        let name = UTCTime(time).iso8601.filter { $0 != ":" && $0 != "-" }
        return path.hasSuffix("/") ? "\(path)\(name).wick" : "\(path)/\(name).wick"
    }
}
