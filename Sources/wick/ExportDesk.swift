import Dispatch
import WickConfiguration
import WickCore
import WickEngine
import WickMarket

/// Writes candles to files for the screen, off its thread and off the core's, and says on the screen what came of it.
struct ExportDesk: Sendable {
    let mailbox: SnapshotMailbox
    /// The folder, in the state folder; without one the working folder.
    private let folder = StateLocation(environment: Environment.variables)?.exportFolder ?? "."
    private let queue = DispatchQueue(label: "wick.export")

    init(mailbox: SnapshotMailbox) { self.mailbox = mailbox }

    /// Writes what is kept of a series; `nil` where it is not watched any more.
    func write(_ key: SeriesKey, _ candles: CandleSeries?) {
        guard let candles, !candles.isEmpty else {
            return mailbox.post(ScreenNote("\(key) has no closed candles to write", .warning))
        }
        let export = CandleExport(key, candles)
        queue.async { [mailbox, folder] in
            do throws(SystemError) {
                let path = try export.write(in: folder)
                mailbox.post(ScreenNote("\(export.count) candles of \(key) are in \(Environment.brief(path))"))
            } catch {
                mailbox.post(ScreenNote("\(key) cannot be written to \(Environment.brief(folder)): \(error)", .warning))
            }
        }
    }
}
