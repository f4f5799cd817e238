import Logging
import Synchronization
import WickSinks

/// Puts what the sinks report in the log, and keeps one line about all of them for the screen.
final class SinkWatch: Sendable {
    private let logger: Logger
    private let reports = Mutex<[String: SinkReport]>([:])

    init(logger: Logger) { self.logger = logger }

    /// What the screen should say; `nil` while no sink is in trouble.
    var trouble: String? {
        let troubled = reports.withLock { $0.values.filter { $0.trouble != nil } }.sorted { $0.title < $1.title }
        return troubled.first.map { troubled.count == 1 ? $0.text : "\(troubled.count) sinks fail, \($0.text)" }
    }

    /// Takes note of a report.
    func take(_ report: SinkReport) {
        let metadata: Logger.Metadata = ["delivered": "\(report.delivered)", "missed": "\(report.missed)"]
        if let trouble = report.trouble {
            logger.warning("\(report.title): \(trouble)", metadata: metadata, source: "sink")
        } else {
            logger.info("\(report.title): takes records", metadata: metadata, source: "sink")
        }
        reports.withLock { $0[report.title] = report }
    }
}
