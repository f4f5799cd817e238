import Logging
import WickConfiguration
import WickCore
import WickEngine
import WickMarket

/// Tells of alerts in the ways that the configuration asks for: on the screen, by the bell, by a command.
struct AlertDesk: Sendable {
    private let settings: AlertSettings
    private let mailbox: SnapshotMailbox?
    private let command: CommandRunner?

    /// - Parameters:
    ///   - mailbox: of the screen; `nil` without one.
    ///   - runsCommand: whether the command is run: not for what is long past.
    init(_ settings: AlertSettings, mailbox: SnapshotMailbox?, runsCommand: Bool = true, logger: Logger? = nil) {
        (self.settings, self.mailbox) = (settings, mailbox)
        command = settings.command.flatMap { words in
            guard runsCommand else { return nil }
            return CommandRunner(command: words, timeout: settings.commandTimeout) { trouble in
                logger?.warning("\(trouble)")
                mailbox?.post(ScreenNote(trouble, .warning))
            }
        }
    }

    /// Takes in what the core tells; brief.
    func take(_ event: CoreEvent) {
        guard case .alert(let alert, let time) = event else { return }
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
    func stop() { command?.stop() }
}
