import ArgumentParser
import Glibc
import WickConfiguration

/// Which configuration a command goes by.
struct ConfigurationOptions: ParsableArguments {
    @Option(name: .long, help: "The configuration file. See `wick info` for where it is looked for otherwise.")
    var config: String?

    /// Where the configuration is read from.
    var location: ConfigurationLocation {
        ConfigurationLocation.find(option: config, environment: Environment.variables) { access($0, F_OK) == 0 }
    }

    /// The checked configuration with what the command line puts over it.
    /// - Throws: ``ExitCode/configuration`` after all mistakes are written to standard error.
    func load(_ overrides: ConfigurationOverrides = ConfigurationOverrides()) throws -> Configuration {
        do throws(ConfigurationError) {
            let base = try location.path.map { path throws(ConfigurationError) in
                try ConfigurationLoader.load(path: path)
            }
            return try (base ?? .defaults).applying(overrides)
        } catch {
            complain(error.description)
            throw ExitCode.configuration
        }
    }
}
