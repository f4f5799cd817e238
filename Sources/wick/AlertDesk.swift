import Logging
import Synchronization
import WickConfiguration
import WickCore
import WickEngine
import WickMarket

/// Tells of alerts in the ways that the configuration asks for: on the screen, by the bell, by a command.
final class AlertDesk: Sendable {
    private let mailbox: SnapshotMailbox?
    private let runsCommand: Bool
    private let logger: Logger?
    private let ways: Mutex<(settings: AlertSettings, command: CommandRunner?)>

    /// - Parameters:
    ///   - mailbox: of the screen; `nil` without one.
    ///   - runsCommand: whether the command is run: not for what is long past.
    init(_ settings: AlertSettings, mailbox: SnapshotMailbox?, runsCommand: Bool = true, logger: Logger? = nil) {
        (self.mailbox, self.runsCommand, self.logger) = (mailbox, runsCommand, logger)
        ways = Mutex((settings, nil))
        change(to: settings)
    }

    /// Tells in other ways from now on.
    func change(to settings: AlertSettings) {
        let (mailbox, logger) = (mailbox, logger)
        let command = (runsCommand ? settings.command : nil).map { words in
            CommandRunner(command: words, timeout: settings.commandTimeout) { trouble in
                logger?.warning("\(trouble)", source: "alerts")
                mailbox?.post(ScreenNote(trouble, .warning))
            }
        }
        let last = ways.withLock { ways in
            defer { ways = (settings, command) }
            return ways.command
        }
        last?.stop()
    }

    /// Takes in what the core tells; brief.
    func take(_ event: CoreEvent) {
        guard case .alert(let alert, let time) = event else { return }
        let (settings, command) = ways.withLock(\.self)
        mailbox?.post(
            ScreenNote(alert.text, .alert, time: time, rings: settings.bell, isShown: settings.flash))
        command?.run(alert.environment)
    }

    /// Says which symbols of the alerts are not watched.
    func warn(of symbols: [Symbol]) {
        guard !symbols.isEmpty else { return }
        let names = symbols.map(\.name).joined(separator: ", ")
        mailbox?.post(
            ScreenNote(
                "\(names) \(symbols.count == 1 ? "is" : "are") not watched: nothing will be told of it", .warning))
    }

    /// Ends what still runs.
    func stop() { ways.withLock(\.command)?.stop() }
}
