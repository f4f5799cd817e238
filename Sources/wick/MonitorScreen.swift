import ArgumentParser
import Glibc
import WickConfiguration
import WickEngine
import WickScreen
import WickTerminal

/// The screen of a session, of an exchange or a recording.
struct MonitorScreen {
    let mailbox: SnapshotMailbox
    private let options: ScreenOptions

    /// - Throws: ``ExitCode/usage`` where there is no terminal.
    init(_ configuration: Configuration) throws {
        let settings = configuration.screen
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            complain("wick: there is no terminal here; use --headless to run without a screen")
            throw ExitCode.usage
        }
        do throws(MailboxError) {
            mailbox = try SnapshotMailbox()
        } catch {
            complain("\(error)")
            throw ExitCode.unavailable
        }
        options = ScreenOptions(
            refreshHz: settings.refreshHz, unicode: Self.choice(settings.unicode),
            colours: Self.choice(settings.colours), theme: Self.theme(settings.theme), bell: settings.bell,
            mouse: settings.mouse, keyMap: configuration.keys, alerts: configuration.alerts.rules)
    }

    /// Shows the screen until it is left.
    /// - Throws: ``ExitCode/usage`` if this terminal cannot show one.
    func run(view: @escaping (SnapshotRequest) -> Void, perform: @escaping (Intent) -> Void) throws {
        do throws(TerminalError) {
            _ = try TerminalMonitor.run(mailbox: mailbox, options: options, view: view, perform: perform)
        } catch {
            complain("wick: \(error)")
            throw ExitCode.usage
        }
    }

    private static func theme(_ theme: ScreenSettings.Theme) -> ScreenOptions.Theme {
        switch theme {
        case .standard: .standard
        case .blueOrange: .blueOrange
        case .redUp: .redUp
        case .mono: .mono
        }
    }

    private static func choice(_ feature: ScreenSettings.Feature) -> ScreenOptions.Choice {
        switch feature {
        case .auto: .auto
        case .on: .on
        case .off: .off
        }
    }
}
