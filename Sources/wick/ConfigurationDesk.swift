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
    private let changes = Mutex(ConfigurationChanges())
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
            changes.withLock { changes in
                if alerts != start.alerts.rules || changes.alerts != nil { changes.alerts = alerts }
            }
        case .theme(let theme): changes.withLock { $0.theme = ScreenSettings.Theme(rawValue: theme.rawValue) }
        case .save, .send, .simulate, .export, .replay, .say, .quit, .redraw, .suspend: break
        }
    }

    /// Writes what was changed, and the symbols and the timeframe if they are not those of the start.
    func save(symbols: [Symbol], timeframe: Timeframe) {
        let changes = changes.withLock { changes in
            if symbols != start.symbols || changes.symbols != nil { changes.symbols = symbols }
            if timeframe != start.timeframe || changes.timeframe != nil { changes.timeframe = timeframe }
            return changes
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
