import ArgumentParser
import Glibc
import Synchronization
import WickCore
import WickEngine
import WickFeed

extension OutputLine.Format: ExpressibleByArgument {}

/// Writes what happens to standard output, a line each, on a thread of its own.
struct HeadlessOutput: Sendable {
    let format: OutputLine.Format
    private let writer: LineWriter
    private let gate: JournalGate<[UInt8]>

    /// - Parameter keepsJournal: whether a signal waits until ``journalled(upTo:hasTrouble:)`` tells that it is on disk.
    init(format: OutputLine.Format, keepsJournal: Bool = false) {
        self.format = format
        let isTroubled = Mutex(false)
        let writer = LineWriter(descriptor: STDOUT_FILENO, name: "output") { _, trouble in
            // Whoever read us is gone: there is nothing left to do, and nobody to tell.
            if trouble == Self.readerGone { return SignalWait.interrupt() }
            let wasTroubled = isTroubled.withLock { isTroubled in
                defer { isTroubled = trouble != nil }
                return isTroubled
            }
            switch (trouble, wasTroubled) {
            case (let trouble?, false):
                complain("standard output cannot be written: \(trouble); it is tried again with each line")
            case (nil, true): complain("standard output is written again")
            case (nil, false), (_?, true): break
            }
        }
        gate = JournalGate { writer.append($0) }
        self.writer = writer
        if !keepsJournal { gate.open() }
    }

    func take(_ event: CoreEvent) {
        switch event {
        case .closed(let closed, let key): gate.take(OutputLine.candle(closed, of: key, format))
        case .corrected(let candle, let key): gate.take(OutputLine.correction(candle, of: key, format))
        case .signal(let record): gate.take(OutputLine.signal(record, format), signal: record.number)
        case .gap(let report, let key): gate.take(OutputLine.gap(report, of: key, format))
        case .status(let status, let time): gate.take(OutputLine.status(status, at: time, format))
        case .notice, .alert: break  // for the log
        }
    }

    /// The journal has all signals up to this number; with trouble, it cannot take the others now.
    func journalled(upTo number: Int, hasTrouble: Bool) { gate.written(upTo: number, hasTrouble: hasTrouble) }

    /// Lets all lines go: there is no journal, or none any more.
    func openGate() { gate.open() }

    /// Waits until all lines are written or have failed.
    /// - Returns: whether that was in time.
    @discardableResult
    func flush(within patience: Duration) -> Bool { writer.flush(within: patience) }

    /// Says so if not all was written, unless whoever read it had enough.
    /// - Throws: ``ExitCode/output``
    func check() throws {
        guard let trouble = writer.trouble, trouble != Self.readerGone else { return }
        complain("standard output is not whole: \(trouble)")
        throw ExitCode.output
    }

    private static let readerGone = SystemError(EPIPE).description

    /// Makes nobody wait for a reader that stands still any more.
    func stopHoldingBack() { writer.stopHoldingBack() }
}
