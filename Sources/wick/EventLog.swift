import Logging
import WickCore
import WickFeed

/// Words what the core tells for the log.
struct EventLog: Sendable {
    let logger: Logger

    func take(_ event: CoreEvent) {
        switch event {
        case .notice(let notice):
            switch notice.level {
            case .debug: logger.debug("\(notice.text)", source: "feed")
            case .info: logger.info("\(notice.text)", source: "feed")
            case .warning: logger.warning("\(notice.text)", source: "feed")
            }
        case .status(let status, _):
            logger.info("\(status.line)", source: "feed")
        case .gap(let report, let key):
            logger.notice(
                "\(key): a gap was looked into",
                metadata: [
                    "from": "\(report.from.milliseconds)", "to": "\(report.to.milliseconds)",
                    "filled": "\(report.filled)", "holes": "\(report.holes)",
                ], source: "feed")
        case .signal(let record):
            logger.info(
                "\(record.key) \(record.signal.side)",
                metadata: ["open_time": "\(record.openTime.milliseconds)", "late": "\(record.isLate)"],
                source: "strategy")
        case .alert(let event, _):
            logger.info(
                "alert: \(event.text)", metadata: ["open_time": "\(event.openTime.milliseconds)"], source: "alerts")
        case .corrected(let candle, let key):
            logger.notice(
                "\(key): corrected", metadata: ["open_time": "\(candle.openTime.milliseconds)"], source: "feed")
        case .closed(let closed, let key):
            logger.trace(
                "\(key): closed", metadata: ["open_time": "\(closed.candle.openTime.milliseconds)"],
                source: "feed")
        }
    }
}
