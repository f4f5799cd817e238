import ArgumentParser
import Glibc

/// The program: its commands, none of which decides anything but what to wire.
@main
struct Wick: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wick",
        abstract: "A live market monitor for the terminal. It watches and reports; it places no orders.",
        discussion: """
            Without a command wick watches: `wick BTCUSDT ETHUSDT` is `wick watch BTCUSDT ETHUSDT`.

            Exit codes: \(ExitCode.meanings.map { "\($0.rawValue) \($1)" }.joined(separator: "; ")).
            """,
        version: WickVersion.report,
        subcommands: [
            WatchCommand.self, ReplayCommand.self, SignalsCommand.self, CheckCommand.self, SimulateCommand.self,
            InitCommand.self,
            InfoCommand.self, ManualCommand.self,
        ],
        defaultSubcommand: WatchCommand.self)

    static func main() {
        openStandardDescriptors()
        main(nil)
    }

    /// Where one is closed the next file that is opened, such as the journal, would take its place, and get what is
    /// written to it.
    private static func openStandardDescriptors() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", O_RDWR)  // Takes the lowest number that is free: this one.
        }
    }
}
