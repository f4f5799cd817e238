import ArgumentParser
import Glibc
import WickCore
import WickEngine
import WickFeed

extension OutputLine.Format: ExpressibleByArgument {}

/// Writes what happens to standard output, a line each, on a thread of its own.
struct HeadlessOutput: Sendable {
    let format: OutputLine.Format
    private let writer: LineWriter

    init(format: OutputLine.Format) {
        self.format = format
        writer = LineWriter(descriptor: STDOUT_FILENO, name: "output", syncs: false) { _, trouble in
            // Whoever read us is gone: there is nothing left to do, and nobody to tell.
            if trouble != nil { SignalWait.interrupt() }
        }
    }

    func take(_ event: CoreEvent) {
        switch event {
        case .closed(let closed, let key): writer.append(OutputLine.candle(closed, of: key, format))
        case .corrected(let candle, let key): writer.append(OutputLine.correction(candle, of: key, format))
        case .signal(let record): writer.append(OutputLine.signal(record, format))
        case .gap(let report, let key): writer.append(OutputLine.gap(report, of: key, format))
        case .status(let status, let time): writer.append(OutputLine.status(status, at: time, format))
        case .notice: break  // for the log
        }
    }

    /// Waits until all lines are written or have failed.
    /// - Returns: whether that was in time.
    @discardableResult
    func flush(within patience: Duration) -> Bool { writer.flush(within: patience) }

    /// Makes nobody wait for a reader that stands still any more.
    func stopHoldingBack() { writer.stopHoldingBack() }
}
