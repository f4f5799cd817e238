import Dispatch
import Synchronization
import WickConfiguration
import WickEngine
import WickMarket
import WickScreen

/// Remembers what is changed on the screen, and writes it to the configuration when asked, off the screen's thread.
final class ConfigurationDesk: Sendable {
    private let mailbox: SnapshotMailbox
    /// The file in use, or else the user's own, which may not be there yet; `nil` without a home folder.
    private let path: String?
    private let start: Configuration
    private struct State {
        var changes = ConfigurationChanges()
        /// What was written before: of that, what is as at the start again is a change to the file, too.
        var written = ConfigurationChanges()
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "wick.configuration")

    /// - Parameter start: what the program started with.
    init(_ location: ConfigurationLocation, _ start: Configuration, mailbox: SnapshotMailbox) {
        (self.mailbox, self.start) = (mailbox, start)
        path = location.path ?? ConfigurationLocation.userFile(environment: Environment.variables)
    }

    /// Takes note of what a key changes.
    func take(_ intent: Intent) {
        switch intent {
        case .watch(let alerts), .remove(_, let alerts):
            state.withLock {
                $0.changes.alerts = alerts == start.alerts.rules && $0.written.alerts == nil ? nil : alerts
            }
        case .theme(let theme):
            let theme = ScreenSettings.Theme(rawValue: theme.rawValue)
            state.withLock { state in
                state.changes.theme = theme == start.screen.theme && state.written.theme == nil ? nil : theme
            }
        case .save, .send, .simulate, .export, .replay, .say, .quit, .redraw, .suspend: break
        }
    }

    /// Writes what was changed, and the symbols and the timeframe if they are not those of the start.
    func save(symbols: [Symbol], timeframe: Timeframe) {
        let changes = state.withLock { state in
            let written = state.written
            state.changes.symbols = symbols == start.symbols && written.symbols == nil ? nil : symbols
            state.changes.timeframe = timeframe == start.timeframe && written.timeframe == nil ? nil : timeframe
            state.written = state.changes
            return state.changes
        }
        queue.async { self.write(changes) }
    }

    private func write(_ changes: ConfigurationChanges) {
        guard !changes.isEmpty else { return say("nothing was changed since the start") }
        guard let path else { return say("neither XDG_CONFIG_HOME nor HOME is a whole path", .warning) }
        let name = Environment.brief(path)
        do throws(EditError) {
            let text = try ConfigurationEditor.edit(path: path, changes: changes)
            do throws(SystemError) {
                try PrivateFile.replace(path, text)
                say("\(changes.words): written to \(name)")
            } catch {
                say("\(name) cannot be written: \(error)", .warning)
            }
        } catch {
            say("\(name) is unchanged: \(error)", .warning)
        }
    }

    private func say(_ text: String, _ weight: ScreenNote.Weight = .information) {
        mailbox.post(ScreenNote(text, weight))
    }
}
