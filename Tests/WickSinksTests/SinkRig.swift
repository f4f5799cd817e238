import Foundation
import Synchronization
import WickNetwork

@testable import WickSinks

/// A sink with pauses that suit a test, and what it reported.
final class SinkRig {
    let folder: String
    let sink: Sink
    private let told = Reports()

    private final class Reports: Sendable {
        let all = Mutex<[SinkReport]>([])
    }

    /// - Parameter target: of a folder that is this test's own.
    init(
        kinds: Set<SinkRecord.Kind> = Set(SinkRecord.Kind.allCases), _ target: (_ folder: String) -> SinkSetup.Target
    ) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "wick-sink-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let setup = SinkSetup(target(folder), kinds: kinds)
        var options = NetworkOptions()
        options.proxy = ""
        let outlet: any SinkOutlet =
            switch setup.target {
            case .command(let words): CommandOutlet(words: words, keepsErrors: false)
            case .socket(let path): SocketOutlet(path: path)
            case .webhook(let url): WebhookOutlet(url: url, options: options)
            }
        let pauses = SinkPauses(base: .milliseconds(10), ceiling: .milliseconds(50))
        sink = try Sink(setup, outlet, pauses: pauses) { [told] report in told.all.withLock { $0.append(report) } }
    }

    deinit {
        sink.stop(at: .now)
        do { try FileManager.default.removeItem(atPath: folder) } catch { print("\(folder) is left behind: \(error)") }
    }

    var reports: [SinkReport] { told.all.withLock(\.self) }

    func text(_ name: String) -> String {
        FileManager.default.contents(atPath: "\(folder)/\(name)").map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// Hands candles over, one a minute.
    func take(_ minutes: Range<Int>) { for minute in minutes { sink.take(Records.candle(minute)) } }

    /// Waits for something, for a machine that is busy with other tests.
    func wait(for what: String, _ condition: () -> Bool) throws {
        let end = ContinuousClock.now + .seconds(40)
        while !condition() {
            guard ContinuousClock.now < end else {
                throw Overdue(description: "not in time: \(what); \(sink.account), \(reports)")
            }
            usleep(5_000)
        }
    }

    /// Stops it with time enough to deliver what waits.
    func finish(within patience: Duration = .seconds(30)) throws {
        sink.stop(at: .now + patience)
        guard sink.waitForEnd(until: .now + patience + .seconds(10)) else {
            throw Overdue(description: "did not stop: \(sink.account)")
        }
    }

    struct Overdue: Error, CustomStringConvertible { let description: String }
}
