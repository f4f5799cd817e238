import ArgumentParser
import Glibc
import WickConfiguration

/// Which configuration a command goes by.
struct ConfigurationOptions: ParsableArguments {
    @Option(
        name: .long, help: "The configuration file. See `wick info` for where it is looked for otherwise.",
        completion: .file(extensions: ["yaml", "yml", "json"]))
    var config: String?

    @Flag(
        help: """
            Take ws:// and http:// addresses beyond this machine, too: whoever can change what is on its way can then \
            fake candles and read what goes to webhooks.
            """)
    var allowPlaintext = false

    /// Where the configuration is read from.
    var location: ConfigurationLocation {
        ConfigurationLocation.find(option: config, environment: Environment.variables) { access($0, F_OK) == 0 }
    }

    /// The checked configuration with what the command line puts over it.
    /// - Parameter onRead: is given the bytes of each file that was read: see ``ConfigurationLoader``.
    /// - Throws: ``ExitCode/configuration`` for mistakes in the file and ``ExitCode/usage`` for those on the command
    ///   line, after all of them are written to standard error.
    func load(
        _ overrides: ConfigurationOverrides = ConfigurationOverrides(), onRead: ([UInt8]) -> Void = { _ in }
    ) throws -> Configuration {
        let overrides = completed(overrides)
        let base = try settled(orExit: .configuration) { () throws(ConfigurationError) in
            try location.path.map { path throws(ConfigurationError) in
                try ConfigurationLoader.load(path: path, allowsPlaintext: allowPlaintext, onRead: onRead)
            }
        }
        return try settled(orExit: .usage) { () throws(ConfigurationError) in
            try (base ?? .defaults).applying(overrides)
        }
    }

    /// The same once more, while the program runs.
    /// - Throws: every mistake.
    func reload(
        _ overrides: ConfigurationOverrides, onRead: ([UInt8]) -> Void
    ) throws(ConfigurationError) -> Configuration {
        let path = location.path
        let base = try path.map { path throws(ConfigurationError) in
            try ConfigurationLoader.load(path: path, allowsPlaintext: allowPlaintext, onRead: onRead)
        }
        return try (base ?? .defaults).applying(completed(overrides))
    }

    private func completed(_ overrides: ConfigurationOverrides) -> ConfigurationOverrides {
        var overrides = overrides
        overrides.allowsPlaintext = allowPlaintext
        return overrides
    }

    private func settled<Value>(
        orExit code: ExitCode, _ settle: () throws(ConfigurationError) -> Value
    ) throws -> Value {
        do throws(ConfigurationError) {
            return try settle()
        } catch {
            complain(error.description)
            throw code
        }
    }
}
