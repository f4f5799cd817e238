import Glibc
import WickMarket

/// Changes values in a configuration file's text and leaves all else as it is: comments, order, spaces.
public enum ConfigurationEditor {
    /// The file's text after the changes. What comes out has been read again, and says what the file said, with the changes.
    ///
    /// - Parameters:
    ///   - bytes: the text; empty for a file that is not there yet.
    ///   - path: the file's name in messages, and what relative paths in it are seen from.
    ///   - readFile: gives the bytes of the risk settings' file.
    ///   - changes: what is to be said otherwise.
    /// - Throws: ``EditError``: then nothing should be written.
    public static func edit(
        yaml bytes: [UInt8], path: String, changes: ConfigurationChanges,
        readFile: (String) throws(FileProblem) -> [UInt8]
    ) throws(EditError) -> [UInt8] {
        let before = try read(bytes, path, readFile) { .mistakes($0) }
        var text = bytes
        if let symbols = changes.symbols {
            text = try edit(text, "symbols", symbols.map { ListEdit.written($0.name) }) { text throws(MarketError) in
                ListEdit.written(try Symbol(text).name)
            }
        }
        if let timeframe = changes.timeframe { text = try edit(text, "timeframe", timeframe.rawValue) }
        if let theme = changes.theme { text = try edit(text, "screen.theme", theme.rawValue) }
        if let alerts = changes.alerts {
            text = try edit(text, "alerts.rules", alerts.map(\.description)) { text throws(MarketError) in
                try Alert(text).description
            }
        }
        let after = try read(text, path, readFile) { .wouldHaveMistakes($0) }
        guard after == changes.applied(to: before) else { throw .doesNotFit }
        return text
    }

    /// The same for a file, whose text is read first; one that is not there yet is empty. Waits for the disk.
    public static func edit(path: String, changes: ConfigurationChanges) throws(EditError) -> [UInt8] {
        let bytes: [UInt8]
        do throws(FileProblem) {
            bytes = access(path, F_OK) != 0 && errno == ENOENT ? [] : try FileReader.read(path)
        } catch {
            let mistake = Mistake(path: path, line: nil, text: "the configuration cannot be read: \(error).")
            throw .mistakes(ConfigurationError(mistakes: [mistake]))
        }
        return try edit(yaml: bytes, path: path, changes: changes) { path throws(FileProblem) in
            try FileReader.read(path)
        }
    }

    private static func read(
        _ bytes: [UInt8], _ path: String, _ readFile: (String) throws(FileProblem) -> [UInt8],
        _ failure: (ConfigurationError) -> EditError
    ) throws(EditError) -> Configuration {
        do throws(ConfigurationError) {
            return try ConfigurationLoader.parse(yaml: bytes, path: path, readFile: readFile)
        } catch {
            throw failure(error)
        }
    }

    private static func edit(_ bytes: [UInt8], _ key: String, _ value: String) throws(EditError) -> [UInt8] {
        var edit = TextEdit(try outline(bytes), bytes)
        try edit.set(key, .scalar(value))
        return edit.result
    }

    private static func edit(
        _ bytes: [UInt8], _ key: String, _ items: [String],
        _ normalise: @escaping (String) throws(MarketError) -> String
    ) throws(EditError) -> [UInt8] {
        var edit = TextEdit(try outline(bytes), bytes)
        try edit.set(key, .list(ListEdit(items: items, normalise: normalise)))
        return edit.result
    }

    private static func outline(_ bytes: [UInt8]) throws(EditError) -> Outline? {
        do throws(NodeFailure) {
            return try Outline.read(bytes)
        } catch {
            throw .doesNotFit
        }
    }
}
