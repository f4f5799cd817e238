import Synchronization

/// What a writer has told, in order.
final class WriterReports: Sendable {
    struct Report: Equatable, Sendable {
        let upTo: Int
        let trouble: String?
    }

    private let reports = Mutex<[Report]>([])

    var all: [Report] { reports.withLock { $0 } }

    func take(_ upTo: Int, _ trouble: String?) { reports.withLock { $0.append(Report(upTo: upTo, trouble: trouble)) } }
}
