import ArgumentParser
import CYAML
import CZlib
import WickConfiguration

/// `wick info`: what this program is made of, and every path that it reads and writes.
struct InfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Say the version, the libraries, and every path that is read and written.")

    @OptionGroup var configurationOptions: ConfigurationOptions

    func run() throws {
        let location = configurationOptions.location
        let state = StateLocation(environment: Environment.variables)
        print("wick \(WickVersion.text)")
        print("commit:        \(WickVersion.commit)")
        print("Swift:         \(WickVersion.swift)")
        print("libcurl:       \(WickVersion.libcurl)")
        print("ncurses:       \(WickVersion.ncurses)")
        print("libyaml:       \(WickVersion.words(yaml_get_version_string()))")
        print("zlib:          \(WickVersion.words(zlibVersion()))")
        print("configuration: \(location)")
        for path in location.absent { print("  not there:   \(path)") }
        let settings = try configurationOptions.load()
        print("risk settings: \(settings.riskFile ?? "built-in defaults")")
        print("log:           \(settings.logging.file ?? state?.logFile ?? "nowhere: HOME is not set")")
        print("journal:       \(state?.journalFile ?? "nowhere: HOME is not set")")
        print("bans:          \(state?.banFile ?? "nowhere: HOME is not set")")
    }
}
