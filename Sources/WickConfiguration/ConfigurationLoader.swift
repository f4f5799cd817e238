import WickMarket
import WickRisk
import WickStrategy

/// Reads a configuration and checks all of it.
public enum ConfigurationLoader {
    /// The configuration in the file at `path`, with the risk settings it names. An empty file has all defaults.
    ///
    /// Reads the two files, so not for a thread that must not wait.
    /// - Parameter path: the file of the configuration.
    /// - Parameter allowsPlaintext: whether addresses without TLS are taken beyond this machine, too.
    /// - Parameter onRead: is given the bytes of each file as they were read: first those of the configuration, then those
    ///   of the risk settings, if it names any.
    /// - Throws: ``ConfigurationError`` with every mistake of both files, and for a file that cannot be read.
    public static func load(
        path: String, allowsPlaintext: Bool = false, onRead: (_ bytes: [UInt8]) -> Void = { _ in }
    ) throws(ConfigurationError) -> Configuration {
        let bytes: [UInt8]
        do throws(FileProblem) {
            bytes = try FileReader.read(path)
            onRead(bytes)
        } catch {
            let text = "the configuration cannot be read: \(error)."
            throw ConfigurationError(mistakes: [Mistake(path: path, line: nil, text: text)])
        }
        return try parse(yaml: bytes, path: path, allowsPlaintext: allowsPlaintext) { path throws(FileProblem) in
            let risk = try FileReader.read(path)
            onRead(risk)
            return risk
        }
    }

    /// The configuration in the bytes of a file.
    ///
    /// - Parameter bytes: what the file has.
    /// - Parameter path: the file's name in messages, and what relative paths in it are seen from.
    /// - Parameter allowsPlaintext: whether addresses without TLS are taken beyond this machine, too.
    /// - Parameter readFile: gives the bytes of the risk settings' file.
    /// - Throws: ``ConfigurationError`` with every mistake.
    public static func parse(
        yaml bytes: [UInt8], path: String, allowsPlaintext: Bool = false,
        readFile: (String) throws(FileProblem) -> [UInt8]
    ) throws(ConfigurationError) -> Configuration {
        var mistakes = Mistakes(path: path, allowsPlaintext: allowsPlaintext)
        var reader = SectionReader()
        if let root = NodeReader.read(bytes, as: .yaml, into: &mistakes) { reader.read(root, into: &mistakes) }
        CrossChecks(reader: reader).check(into: &mistakes)
        var configuration = reader.configuration
        configuration.strategy = strategy(reader, into: &mistakes)
        configuration.keys = KeyReader.read(reader.given["keys"], into: &mistakes)
        configuration.resolvePaths(from: path)
        let risk = riskSettings(configuration.riskFile, reader, readFile, into: &mistakes)
        configuration.risk = risk.settings
        let all = mistakes.sorted + risk.mistakes
        guard all.isEmpty else { throw ConfigurationError(mistakes: all) }
        return configuration
    }

    private static func strategy(_ reader: SectionReader, into mistakes: inout Mistakes) -> StrategyConfiguration {
        let configuration = reader.configuration
        // Without the strategy's name there is nothing to check its parameters against.
        guard !reader.failed.contains("strategy.type"),
            let kind = StrategyCatalog.all.first(where: { $0.name == configuration.strategy.type })
        else { return configuration.strategy }
        let symbols = reader.failed.contains("symbols") ? nil : configuration.symbols
        let bufferSize = reader.failed.contains("advanced.buffer_size") ? nil : configuration.advanced.bufferSize
        return StrategyReader(kind: kind, symbols: symbols, bufferSize: bufferSize).read(
            params: reader.given["strategy.params"], perSymbol: reader.given["strategy.per_symbol"], into: &mistakes)
    }

    private static func riskSettings(
        _ path: String?, _ reader: SectionReader, _ readFile: (String) throws(FileProblem) -> [UInt8],
        into mistakes: inout Mistakes
    ) -> (settings: RiskSettings, mistakes: [Mistake]) {
        guard let path else { return (RiskSettings(), []) }
        do throws(FileProblem) {
            var found = Mistakes(path: path)
            let settings = RiskReader.read(try readFile(path), into: &found)
            return (settings, found.sorted)
        } catch {
            mistakes.add(
                line: reader.given["risk.config_file"]?.line,
                "risk.config_file \(path.quoted) cannot be read: \(error)."
                    + " Use the path of a JSON file, or null for the defaults.")
            return (RiskSettings(), [])
        }
    }
}

extension Configuration {
    /// Puts the folder of the file before relative paths.
    fileprivate mutating func resolvePaths(from origin: String) {
        riskFile = riskFile.map { FilePath.resolve($0, from: origin) }
        tls.caFile = tls.caFile.map { FilePath.resolve($0, from: origin) }
        logging.file = logging.file.map { FilePath.resolve($0, from: origin) }
        simulator.data = simulator.data?.map { FilePath.resolve($0, from: origin) }
    }
}
